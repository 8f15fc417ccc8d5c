package org.kith.referral.referrals;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.kith.referral.households.Household;
import org.kith.referral.matching.Candidate;
import org.kith.referral.thresholds.Discipline;

/**
 * All a screening worker needs to decide one referral.
 *
 * @param titles what the candidate families are called
 * @param others other referrals about the candidate families and the one chosen, newest first
 */
public record ScreeningFile(
        ReferralRecord referral,
        Household told,
        List<Discipline> neededDisciplines,
        List<Candidate> candidates,
        Map<UUID, String> titles,
        List<ReferralRecord> others) {}
