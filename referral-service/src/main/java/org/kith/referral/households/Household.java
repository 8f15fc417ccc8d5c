package org.kith.referral.households;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A family as it is known now. Of a protected family it carries no address.
 *
 * @param addresses newest first; empty when protected or unknown
 * @param safeContact the newest word on how to make contact safely
 */
public record Household(
        FamilyId id,
        String title,
        boolean addressProtected,
        List<Person> people,
        List<Relationship> relationships,
        List<Address> addresses,
        List<MustNotKnow> mustNotKnow,
        @Nullable String safeContact) {}
