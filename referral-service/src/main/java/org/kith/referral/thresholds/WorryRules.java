package org.kith.referral.thresholds;

import java.util.List;

/** What the list of worries itself must be. */
public final class WorryRules {

    /** The census's code for "no factors identified"; it stands alone (rule 8869). */
    public static final String NOTHING_FOUND = "21";

    private WorryRules() {}

    /** Whether "no factors identified" is said together with a factor, which contradicts it. */
    public static boolean contradictEachOther(List<String> worries) {
        return worries.contains(NOTHING_FOUND) && worries.size() > 1;
    }
}
