package org.kith.referral.households;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A text as the letters and digits that a reader sees in it, and where each of them stands: without case, accents and look-alikes, and with
 * one sign for whatever is between two of them.
 */
public final class Letters {

    /** Something that takes no room, such as a zero-width space: it may part words, or nothing. */
    static final char UNSEEN = '~';

    /** Whatever parts words, such as a space or a hyphen. */
    static final char GAP = ' ';

    /** Where a thought may end: a full stop, a comma or a bracket with a space beside it. */
    static final char STOP = '.';

    /** Stands for a stroke that may be an i or an l. */
    private static final char STROKE = '|';

    private static final String STROKES = "il";
    private static final Pattern CAPITAL_IN_A_WORD = Pattern.compile("(?<=\\p{Ll})I");

    private static final int ASCII = 128;
    private static final String STOPS = ".,;:!?()[]{}";

    /** Letters with no width of their own that are not format characters: fillers of Hangul. */
    private static final String FILLERS = "\u115f\u1160";

    /** Written as escapes, since an eye cannot tell them from the letters they are taken for. */
    private static final Map<Integer, String> LOOK_ALIKES = lookAlikes(Map.ofEntries(
            Map.entry("a", "\u0251\u03b1\u0391\u0430\u0410"),
            Map.entry("ae", "\u00e6\u00c6\u04d5\u04d4"),
            Map.entry("b", "\u03b2\u0392\u0432\u0412\u042c\u044c"),
            Map.entry("c", "\u03c2\u0441\u0421\u1d04"),
            Map.entry("d", "\u00f0\u00d0\u0111\u0110\u0501\u0500"),
            Map.entry("e", "\u03b5\u0395\u0435\u0415\u0454\u0404\u0259"),
            Map.entry("f", "\u03dd\u03dc"),
            Map.entry("g", "\u0261\u050d\u050c"),
            Map.entry("h", "\u0127\u0126\u0397\u043d\u041d\u04bb\u04ba"),
            Map.entry("i", "\u0131\u03b9\u0399\u0456\u0406"),
            Map.entry("j", "\u03f3\u0458\u0408\u0237"),
            Map.entry("k", "\u03ba\u039a\u043a\u041a"),
            Map.entry("l", "\u0142\u0141\u04cf\u04c0"),
            Map.entry("m", "\u039c\u043c\u041c"),
            Map.entry("n", "\u03b7\u039d"),
            Map.entry("o", "\u0585\u0555\u00f8\u00d8\u03bf\u039f\u03c3\u043e\u041e"),
            Map.entry("oe", "\u0153\u0152"),
            Map.entry("p", "\u03c1\u03a1\u0440\u0420"),
            Map.entry("q", "\u051b\u051a"),
            Map.entry("r", "\u0433\u1d26"),
            Map.entry("s", "\u0455\u0405"),
            Map.entry("ss", "\u00df\u1e9e"),
            Map.entry("t", "\u03c4\u03a4\u0442\u0422"),
            Map.entry("u", "\u03c5\u057d"),
            Map.entry("v", "\u03bd\u0475\u0474"),
            Map.entry("w", "\u03c9\u051d\u051c"),
            Map.entry("x", "\u03c7\u03a7\u0445\u0425"),
            Map.entry("y", "\u03b3\u03a5\u0443\u0423\u04af\u04ae"),
            Map.entry("z", "\u0396")));

    private final StringBuilder plain;
    private int[] starts;
    private int[] ends;
    private boolean inGap;
    private boolean gapSeen;
    private boolean gapWithSpace;
    private boolean gapWithStop;

    private Letters(int length) {
        plain = new StringBuilder(length);
        starts = new int[Math.max(length, 1)];
        ends = new int[starts.length];
    }

    /**
     * Whether a reader takes one text for the other: case, accents, look-alikes, spaces and hyphens are not looked at, a nought is an O,
     * and a one or a capital I behind a small letter may be an i or an l. An i and an l are never one, or twins were.
     */
    public static boolean alike(String one, String other) {
        var left = seen(one);
        var right = seen(other);
        return left.length() == right.length()
                && IntStream.range(0, left.length()).allMatch(at -> mayBe(left.charAt(at), right.charAt(at)));
    }

    private static boolean mayBe(char one, char other) {
        return one == other
                || (one == STROKE && STROKES.indexOf(other) >= 0)
                || (other == STROKE && STROKES.indexOf(one) >= 0);
    }

    private static String seen(String text) {
        var written = CAPITAL_IN_A_WORD.matcher(text).replaceAll("1");
        return of(written)
                .plain()
                .replaceAll("[" + UNSEEN + GAP + STOP + "]", "")
                .replace('0', 'o')
                .replace('1', STROKE);
    }

    static Letters of(String text) {
        var letters = new Letters(text.length());
        for (int at = 0; at < text.length(); ) {
            int sign = text.codePointAt(at);
            int next = at + Character.charCount(sign);
            letters.read(sign, at, next);
            at = next;
        }
        return letters;
    }

    /** What patterns are looked for in: small letters, digits, and the three signs for what parts them. */
    String plain() {
        return plain.toString();
    }

    /** Where the written form of a letter begins in the text. */
    int start(int letter) {
        return starts[letter];
    }

    /** Where the written form of a letter ends in the text, with its accents. */
    int end(int letter) {
        return ends[letter];
    }

    private void read(int sign, int from, int to) {
        if (sign < ASCII) {
            readApart(sign, from, to);
        } else {
            Normalizer.normalize(Character.toString(sign), Normalizer.Form.NFKD)
                    .codePoints()
                    .forEach(part -> readApart(part, from, to));
        }
    }

    private void readApart(int sign, int from, int to) {
        var lookAlike = LOOK_ALIKES.get(sign);
        if (lookAlike != null) {
            lookAlike.chars().forEach(letter -> add((char) letter, from, to));
        } else if (isMark(sign)) {
            if (!plain.isEmpty() && !inGap) {
                ends[plain.length() - 1] = to;
            }
        } else if (Character.getType(sign) == Character.FORMAT || FILLERS.indexOf(sign) >= 0) {
            gap(false, false, false, from, to);
        } else if (Character.isDigit(sign)) {
            add(Character.forDigit(Character.digit(sign, 10), 10), from, to);
        } else if (Character.isLetterOrDigit(sign) && !isApostrophe(sign)) {
            for (char half : Character.toChars(Character.toLowerCase(sign))) {
                add(half, from, to);
            }
        } else {
            gap(true, isSpace(sign), STOPS.indexOf(sign) >= 0, from, to);
        }
    }

    private static boolean isMark(int sign) {
        return switch (Character.getType(sign)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** Some apostrophes count as letters. */
    private static boolean isApostrophe(int sign) {
        return Character.getType(sign) == Character.MODIFIER_LETTER;
    }

    private static boolean isSpace(int sign) {
        return Character.isWhitespace(sign) || Character.isSpaceChar(sign);
    }

    private void gap(boolean seen, boolean space, boolean stop, int from, int to) {
        if (!inGap) {
            add(UNSEEN, from, to);
            inGap = true;
        }
        gapSeen |= seen;
        gapWithSpace |= space;
        gapWithStop |= stop;
        char kind = gapWithSpace && gapWithStop ? STOP : GAP;
        plain.setCharAt(plain.length() - 1, gapSeen ? kind : UNSEEN);
        ends[plain.length() - 1] = to;
    }

    private void add(char letter, int from, int to) {
        inGap = false;
        gapSeen = false;
        gapWithSpace = false;
        gapWithStop = false;
        int at = plain.length();
        if (at == starts.length) {
            starts = Arrays.copyOf(starts, 2 * at);
            ends = Arrays.copyOf(ends, 2 * at);
        }
        plain.append(letter);
        starts[at] = from;
        ends[at] = to;
    }

    private static Map<Integer, String> lookAlikes(Map<String, String> byLetter) {
        var letters = new HashMap<Integer, String>();
        byLetter.forEach((letter, lookAlikes) -> lookAlikes.codePoints().forEach(one -> letters.put(one, letter)));
        return Map.copyOf(letters);
    }

    @Override
    public String toString() {
        return "Letters[not shown]";
    }
}
