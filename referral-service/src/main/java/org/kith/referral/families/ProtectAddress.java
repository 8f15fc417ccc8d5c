package org.kith.referral.families;

import org.kith.referral.households.FamilyId;

/** Show a family's address to nobody by the way from now on. */
public record ProtectAddress(FamilyId family, String by) {}
