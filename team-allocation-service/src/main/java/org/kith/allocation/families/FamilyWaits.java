package org.kith.allocation.families;

import java.time.Instant;
import org.kith.allocation.placements.WaitReason;

/** No team could be given; a person must place the family before the limit. */
public record FamilyWaits(
        FamilyId family, ReferralId referral, WaitReason reason, boolean urgent, Instant since, Instant limitAt) {}
