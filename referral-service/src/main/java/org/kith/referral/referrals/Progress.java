package org.kith.referral.referrals;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.referral.timelines.Happening;

/**
 * What a referrer may know of their referral at this moment.
 *
 * @param teamName the team that holds the family; absent before, and where it would tell a protected family's place
 * @param workingDaysLeft until the decision is due; 0 on its last day and when decided
 * @param overdue undecided, and past the limit
 */
public record Progress(
        Receipt receipt,
        Stage stage,
        @Nullable String teamName,
        int workingDaysLeft,
        boolean overdue,
        List<Step> history) {

    /** One thing that happened, of those a referrer may know. */
    public record Step(Instant at, Happening what) {}
}
