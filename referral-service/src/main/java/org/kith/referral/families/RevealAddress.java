package org.kith.referral.families;

import org.kith.referral.households.FamilyId;

/** Open a protected address, for a reason. */
public record RevealAddress(FamilyId family, String reason, String by) {}
