package org.kith.referral.families;

import java.time.Instant;
import java.util.Map;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.PersonId;

/**
 * Two families turned out to be one.
 *
 * @param sameChildren children of the absorbed family who turned out to be known in the survivor, by the id that ends
 */
public record FamiliesJoined(
        FamilyId survivor, FamilyId absorbed, Map<PersonId, PersonId> sameChildren, String by, Instant at) {}
