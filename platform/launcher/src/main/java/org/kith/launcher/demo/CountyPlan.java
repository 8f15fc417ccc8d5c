package org.kith.launcher.demo;

import java.time.LocalDate;
import java.util.Set;

/**
 * What to draw.
 *
 * @param seed same seed, same county
 * @param children how many referrals of children
 * @param from first day
 * @param to last day
 * @param districts where; empty for the whole county
 * @param lane which seventh of the made-up NHS numbers its children have, so that two stretches share no child
 * @param undecided how many of the last families still wait for a decision
 * @param knownBefore how many of the children referred again were referred before the stretch, and not twice in it
 */
record CountyPlan(
        long seed,
        int children,
        LocalDate from,
        LocalDate to,
        Set<String> districts,
        int lane,
        int undecided,
        int knownBefore) {

    /** The year that the published figures are about. */
    static CountyPlan year(long seed, Tables tables) {
        return new CountyPlan(
                seed,
                tables.published("REFERRALS"),
                LocalDate.of(2024, 4, 1),
                LocalDate.of(2025, 3, 31),
                Set.of(),
                0,
                0,
                // whoever was referred twice in the year is one child of two referrals; all others came back from the
                // year before
                tables.published("RE_REFERRALS") - (tables.published("REFERRALS") - tables.published("CHILDREN")));
    }
}
