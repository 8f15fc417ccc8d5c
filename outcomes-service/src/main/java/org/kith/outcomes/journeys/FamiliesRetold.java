package org.kith.outcomes.journeys;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Something was learnt about these families, and this is what is known of them now. Said once a transaction, before it commits,
 * while no other transaction can learn anything about them.
 *
 * @param histories one per family, in the order of their ids; empty for one that was joined into another
 * @param referralsOf every referral of the children in these histories, also those under other families
 */
public record FamiliesRetold(Collection<FamilyHistory> histories, Map<ChildId, List<Referral>> referralsOf) {}
