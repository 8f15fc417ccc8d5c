package org.kith.launcher.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One referral of a family and what becomes of it.
 *
 * @param number its place in the county's year, in order of time
 * @param before whether it lies before the stretch that is drawn, and is there so that the family can come back in it
 * @param again whether the family was referred before in the twelve months
 * @param decidedAt when the screening worker decided; none if it is still waiting
 * @param closedOn the day on which help ended; none if it goes on
 */
record Episode(
        int number,
        DemoFamily family,
        boolean before,
        boolean again,
        Instant receivedAt,
        String sourceCode,
        List<String> worries,
        boolean immediateDanger,
        Decision decision,
        @Nullable Instant decidedAt,
        List<ChildOutcome> outcomes,
        @Nullable LocalDate closedOn) {

    /** What the screening worker decides. */
    enum Decision {
        ACCEPT,
        DECLINE,
        SIGNPOST
    }

    int children() {
        return family.children().size();
    }
}
