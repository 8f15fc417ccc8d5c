package org.kith.referral.names;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.commons.codec.language.DoubleMetaphone;

/** How a word sounds, by Lawrence Philips' Double Metaphone; nothing for words in other than Latin letters. */
public final class Sounds {

    private static final int LONGEST = 6;

    private Sounds() {}

    /** One key, or two where a word is said in two ways. */
    public static Set<String> of(String word) {
        var metaphone = new DoubleMetaphone();
        metaphone.setMaxCodeLen(LONGEST);
        var keys = new LinkedHashSet<String>();
        for (boolean other : new boolean[] {false, true}) {
            var key = metaphone.doubleMetaphone(word, other);
            if (key != null && !key.isBlank()) {
                keys.add(key);
            }
        }
        return keys;
    }
}
