package org.kith.referral.timelines;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a family.
 *
 * @param referralId the referral it is about, where it is about one
 * @param detail a team, discipline or reason code
 * @param by id of the worker it names
 */
public record Entry(
        UUID familyId,
        @Nullable UUID referralId,
        Happening what,
        @Nullable String detail,
        @Nullable String by,
        Instant at) {

    /** Something about a family, with no referral. */
    public static Entry of(UUID familyId, Happening what, @Nullable String detail, @Nullable String by, Instant at) {
        return new Entry(familyId, null, what, detail, by, at);
    }
}
