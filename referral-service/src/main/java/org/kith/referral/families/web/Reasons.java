package org.kith.referral.families.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.FieldProblem;

/** The words in which somebody says why; they must be there. */
final class Reasons {

    /** Longest reason, in characters. */
    private static final int LONGEST = 1_000;

    private Reasons() {}

    /** The words without the space around them; what is wrong with them joins the problems. */
    static String read(String field, @Nullable String given, List<FieldProblem> problems) {
        var words = given == null ? "" : given.strip();
        if (words.isEmpty()) {
            problems.add(new FieldProblem(field, "required", "Say why"));
        } else if (words.length() > LONGEST) {
            problems.add(new FieldProblem(field, "too-long", "This may have %d characters at most".formatted(LONGEST)));
        }
        return words;
    }
}
