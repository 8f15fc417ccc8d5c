package org.kith.referral.search;

import java.util.Locale;

/** How a word of a name is like a word that was typed. */
enum Likeness {
    SAME("%2$s is what was typed"),
    OTHER_FORM("%2$s is also called %1$s"),
    BEGINS("%2$s begins with %1$s"),
    SOUNDS("%2$s sounds like %1$s"),
    SPELT("%2$s is spelt like %1$s");

    private final String words;

    Likeness(String words) {
        this.words = words;
    }

    /** For whoever reads the result. */
    String inWords(String typed, String found) {
        return words.formatted(capital(typed), capital(found));
    }

    private static String capital(String word) {
        return word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT)
                + word.substring(word.offsetByCodePoints(0, 1));
    }
}
