package org.kith.referral.matching;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names and addresses without the ways of writing them: no accents, no case, letters and digits alone. */
final class Plain {

    private static final Pattern OTHER_THAN_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]");
    private static final Pattern MARKS = Pattern.compile("\\p{M}");

    private Plain() {}

    static String of(String text) {
        var apart = Normalizer.normalize(text, Normalizer.Form.NFD);
        return OTHER_THAN_LETTERS
                .matcher(MARKS.matcher(apart).replaceAll(""))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
