package org.kith.platform.refusal;

import java.io.Serial;
import java.util.ArrayList;
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

    /**
     * Holds what a reader asked for against the limits of a list.
     *
     * @throws Invalid if the page starts before 0 or has not 1 to {@code longest} items
     */
    public static void unlessPage(int offset, int limit, int longest) {
        var problems = new ArrayList<FieldProblem>();
        var says = "A page starts at 0 or later and has 1 to " + longest + " items";
        if (offset < 0) {
            problems.add(new FieldProblem("offset", "page-too-large", says));
        }
        if (limit < 1 || limit > longest) {
            problems.add(new FieldProblem("limit", "page-too-large", says));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    public List<FieldProblem> problems() {
        return problems;
    }
}
