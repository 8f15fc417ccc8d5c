package org.kith.referral.referrals.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which family it is about: one of the two is said, and only one.
 *
 * @param familyId a known family
 * @param notKnownBefore true for a family that was not known before
 */
public record MatchForm(@Nullable UUID familyId, @Nullable Boolean notKnownBefore) {

    /** Fails if it is not said which family, since silence would undo a match. */
    void requireOne() {
        var fields = new Fields();
        boolean isNew = Boolean.TRUE.equals(notKnownBefore);
        if (familyId == null && !isNew) {
            fields.problem(
                    "familyId", "required", "Name the family, or say notKnownBefore: true for one not known before");
        } else if (familyId != null && isNew) {
            fields.problem(
                    "familyId", "contradiction", "Name the family or say that it was not known before, not both");
        }
        fields.refuseIfAny();
    }
}
