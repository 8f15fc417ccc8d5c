package org.kith.referral.referrals;

/** Who said which family a referral is about. */
public enum MatchedBy {
    NOBODY,
    RULES,
    PERSON
}
