package org.kith.referral.referrals;

import java.util.List;
import java.util.UUID;
import org.kith.referral.households.FamilyId;

/**
 * Where a worry was put on receipt.
 *
 * @param provisional the family made for it
 * @param family the family it is most likely about; the provisional one where none is known
 * @param children its children, as the other services know them
 * @param whatWasSeen the referrer's words as they may be kept
 */
record Placed(FamilyId provisional, FamilyId family, List<UUID> children, String whatWasSeen) {}
