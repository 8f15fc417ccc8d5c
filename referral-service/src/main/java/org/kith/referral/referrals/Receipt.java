package org.kith.referral.referrals;

import java.time.Instant;
import org.kith.referral.households.FamilyId;

/**
 * What a referrer holds in hand.
 *
 * @param immediateDanger whether it was said that a child is in danger now
 * @param first whether this press of Send made it, and not an earlier one with the same key
 */
public record Receipt(
        ReferralId referral,
        Reference reference,
        ReceiptToken token,
        FamilyId family,
        ReferralState state,
        boolean immediateDanger,
        Instant receivedAt,
        Instant decisionDueAt,
        boolean first) {}
