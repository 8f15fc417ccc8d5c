package org.kith.referral.thresholds;

/** Where a family stands on the continuum of need: 1 universal, 2 early help, 3 child in need, 4 significant harm. */
public record LevelOfNeed(int value) {

    private static final int LOWEST = 1;
    private static final int HIGHEST = 4;
    private static final int SOCIAL_CARE_STARTS_AT = 3;

    public LevelOfNeed {
        if (!exists(value)) {
            throw new IllegalArgumentException("Levels of need are 1 to 4");
        }
    }

    /** Whether there is such a level. */
    public static boolean exists(int value) {
        return value >= LOWEST && value <= HIGHEST;
    }

    /** Whether a locality team may take the family: below, other services help. */
    public boolean meetsTheThreshold() {
        return value >= SOCIAL_CARE_STARTS_AT;
    }
}
