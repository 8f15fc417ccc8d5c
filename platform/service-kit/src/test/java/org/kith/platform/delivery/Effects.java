package org.kith.platform.delivery;

import java.util.HashSet;
import java.util.List;

/** The one check of what was heard: by anybody, with any design. */
record Effects(int lost, int repeated, int outOfOrder) {

    static final Effects RIGHT = new Effects(0, 0, 0);

    /** What is wrong with these effects of a stream of so many facts. */
    static Effects of(long facts, List<Long> effects) {
        var different = new HashSet<>(effects);
        int outOfOrder = 0;
        long highest = 0;
        for (long effect : effects) {
            outOfOrder += effect < highest && different.contains(effect) ? 1 : 0;
            highest = Math.max(highest, effect);
        }
        return new Effects((int) facts - different.size(), effects.size() - different.size(), outOfOrder);
    }
}
