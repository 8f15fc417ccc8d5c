package org.kith.allocation.families;

import java.time.Instant;
import org.kith.allocation.teams.TeamCode;

/** A team holds the family; with {@code ALREADY_HELD} it did so before, and another referral came. */
public record FamilyAllocated(
        FamilyId family, ReferralId referral, TeamCode team, AllocationReason reason, Instant at) {}
