package org.kith.allocation.families;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.teams.TeamCode;

/**
 * One decision about a family's place, with everything that led to it.
 *
 * @param family the family
 * @param referral the accepted referral it answers; absent for a decision about none
 * @param answersReferral whether it is the first answer to that referral
 * @param outcome what was decided
 * @param reasonCode the reason that settled it
 * @param team the team it speaks of
 * @param runnerUp the team that would have been next
 * @param reasons all reasons as sentences; they name teams, never places or people
 * @param note what the person who decided wrote
 * @param at when (valid time)
 * @param by opaque id of who decided; {@link #POLICY} where nobody had to
 */
public record Decision(
        FamilyId family,
        @Nullable ReferralId referral,
        boolean answersReferral,
        Outcome outcome,
        String reasonCode,
        @Nullable TeamCode team,
        @Nullable TeamCode runnerUp,
        List<String> reasons,
        @Nullable String note,
        Instant at,
        String by) {

    /** Who decided where no person did. */
    public static final String POLICY = "allocation";

    /** What was decided. */
    public enum Outcome {
        ALLOCATED,
        STAYED,
        WAITING,
        TRANSFERRED,
        LEAD_NAMED,
        LEAD_ENDED,
        CLOSED,
        JOINED
    }
}
