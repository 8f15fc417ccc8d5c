package org.kith.referral.referrals;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.kith.referral.households.FamilyId;

/**
 * A worry was received.
 *
 * @param family the family it is most likely about
 * @param provisional the family made for it, on whose stream it is said
 * @param children as the other services know them
 */
public record ReferralReceived(
        ReferralId referral,
        FamilyId family,
        FamilyId provisional,
        List<UUID> children,
        String sourceCode,
        boolean immediateDanger,
        Instant receivedAt,
        Instant decisionDueAt) {}
