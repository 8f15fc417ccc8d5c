package org.kith.referral.names;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes a name apart into words in one spelling: compatibility forms folded (NFKD), marks and invisible signs of direction gone,
 * lower case, an apostrophe inside a word left out. {@code Zoë O’Brien-ŠMITH} is {@code zoe obrien smith}.
 */
public final class NameWords {

    /** Longer words are cut: they are found by their beginning. */
    private static final int LONGEST_WORD = 60;

    /** Of a name with more words the first are kept. */
    private static final int MOST_WORDS = 16;

    private static final Pattern NOT_SEEN = Pattern.compile("[\\p{M}\\p{Cf}]");
    private static final Pattern INSIDE_A_WORD = Pattern.compile("(?<=\\p{L})['’‘ʼʻ`´.](?=\\p{L})");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Letters that are letters of their own and have no mark that could be taken off. */
    private static final Map<String, String> PLAIN = Map.of(
            "ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "ħ", "h");

    private NameWords() {}

    /** The words of a text, in their order, each once. */
    public static List<String> of(String text) {
        var folded = NOT_SEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        for (var letter : PLAIN.entrySet()) {
            folded = folded.replace(letter.getKey(), letter.getValue());
        }
        var joined = INSIDE_A_WORD.matcher(folded).replaceAll("");
        var words = new LinkedHashSet<String>();
        BETWEEN_WORDS
                .splitAsStream(joined)
                .filter(word -> !word.isEmpty())
                .map(NameWords::cut)
                .limit(MOST_WORDS)
                .forEach(words::add);
        return new ArrayList<>(words);
    }

    /** The words of given and family name. */
    public static List<String> of(String givenName, String familyName) {
        return Stream.concat(of(givenName).stream(), of(familyName).stream())
                .distinct()
                .limit(MOST_WORDS)
                .toList();
    }

    private static String cut(String word) {
        return word.codePointCount(0, word.length()) <= LONGEST_WORD
                ? word
                : word.substring(0, word.offsetByCodePoints(0, LONGEST_WORD));
    }
}
