package org.kith.referral.families;

import org.kith.referral.households.FamilyId;

/**
 * Make one family of two.
 *
 * @param survivor the family that goes on
 * @param absorbed the family that ends
 * @param reason why, in the worker's words
 */
public record JoinFamilies(FamilyId survivor, FamilyId absorbed, String reason, String by) {}
