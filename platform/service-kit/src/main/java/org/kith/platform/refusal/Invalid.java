package org.kith.platform.refusal;

import java.io.Serial;
import java.util.List;

/** What came in has fields that cannot be taken; names all of them at once. Over HTTP: 422 with an {@code errors} list. */
public final class Invalid extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<FieldProblem> problems;

    public Invalid(List<FieldProblem> problems) {
        super(problems.size() + " fields cannot be taken");
        this.problems = List.copyOf(problems);
    }

    public List<FieldProblem> problems() {
        return problems;
    }
}
