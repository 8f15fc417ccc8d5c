package org.kith.referral.referrals;

import java.time.Instant;
import java.util.List;
import org.kith.referral.households.FamilyId;

/** One undecided referral, as the queue shows it: no names. */
public record WaitingReferral(
        ReferralId referral,
        String reference,
        FamilyId family,
        Instant receivedAt,
        Instant decisionDueAt,
        boolean immediateDanger,
        String sourceCode,
        int children,
        List<String> worries) {}
