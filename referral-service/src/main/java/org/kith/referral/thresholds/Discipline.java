package org.kith.referral.thresholds;

/** What a specialist works on. */
public enum Discipline {
    SUBSTANCE_MISUSE,
    DOMESTIC_ABUSE_SURVIVOR,
    DOMESTIC_ABUSE_PERPETRATOR,
    MENTAL_HEALTH
}
