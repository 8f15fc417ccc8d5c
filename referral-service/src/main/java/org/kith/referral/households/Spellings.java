package org.kith.referral.households;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kith.referral.areas.Postcode;

/**
 * The ways in which people write one address, as patterns for {@link Letters}. Nothing in them repeats without a limit, and whatever parts
 * two letters is one sign there, so that a long text takes no longer than its length.
 */
final class Spellings {

    /** Shorter lines, such as "Flat 2" or a town's name by itself, give little away and would mask too much. */
    private static final int TELLING_LENGTH = 8;

    /** Shorter names, taken apart, are found in other words: "Asa" in "as a". */
    private static final int LENGTH_TO_TAKE_APART = 5;

    /** Whatever parts two letters, or nothing. */
    private static final String ANYTHING = "[~ .]?";

    /** What parts words of one thought, or nothing: a street's name does not end a sentence before its type. */
    private static final String SPACE = "[~ ]?";

    private static final String NOTHING_SEEN = "~?";

    private static final String NO_LETTER_BEFORE = "(?<!\\p{L})";
    private static final String NO_LETTER_AFTER = "(?!\\p{L})";
    private static final String NOTHING_BEFORE = "(?<![\\p{L}\\p{N}])";
    private static final String NOTHING_AFTER = "(?![\\p{L}\\p{N}])";

    private static final String LETTER_OF_A_DOOR = "(?:" + ANYTHING + "[a-z])?";

    /** "Flat 3, " or "no. ", whatever its number is. */
    private static final String KIND = NO_LETTER_BEFORE + StreetLine.KINDS_OF_DOOR + ANYTHING;

    private static final String DOOR = "(?:" + KIND + "(?:\\d{1,4}" + LETTER_OF_A_DOOR + "|[a-z])" + ANYTHING + ")";

    /** A house with a name of its own is known by that, wherever in a line it stands. */
    private static final Set<String> HOUSES = Set.of(
            "apartments",
            "barn",
            "bungalow",
            "cottage",
            "farm",
            "farmhouse",
            "flats",
            "grange",
            "hall",
            "house",
            "lodge",
            "manor",
            "mill",
            "villa");

    private static final Set<String> SAINT = Set.of("saint", "st");

    private final Set<String> patterns = new LinkedHashSet<>();

    private Spellings() {}

    static List<Pattern> of(AddressTold address) {
        var spellings = new Spellings();
        if (address.postcode() != null) {
            spellings.addPostcode(address.postcode());
        }
        var numbersBefore = List.<String>of();
        for (var line : address.lines()) {
            spellings.addLine(line, StreetLine.read(line));
            for (var part : line.split("[,;\\n]", -1)) {
                var street = StreetLine.read(part);
                boolean numberStandsAlone = street.numbers().isEmpty() && street.type() != null;
                spellings.addStreet(street, numberStandsAlone ? numbersBefore : street.numbers());
                numbersBefore = street.name().isEmpty() ? street.numbers() : List.of();
            }
        }
        return spellings.patterns.stream().map(Pattern::compile).toList();
    }

    private void addPostcode(Postcode postcode) {
        var signs = Letters.of(postcode.value().replace(" ", "")).plain();
        patterns.add(joined(signs, ANYTHING));
        // without a digit it is something else: "I'll one day" is not L1 0NE
        var lettersAlone = "(?!(?:\\p{L}" + ANYTHING + "){" + signs.length() + "})";
        patterns.add(NOTHING_BEFORE
                + lettersAlone
                + signs.chars().mapToObj(Spellings::takenFor).collect(Collectors.joining(ANYTHING))
                + NOTHING_AFTER);
    }

    private static String takenFor(int sign) {
        return switch (sign) {
            case '0', 'o' -> "[o0]";
            case '1', 'i', 'l' -> "[il1]";
            default -> Character.toString(sign);
        };
    }

    /** The line as it was told, in whatever spacing, and the street of it without its number. */
    private void addLine(String line, StreetLine street) {
        var letters = Letters.of(line).plain();
        if (line.length() >= TELLING_LENGTH && letters.codePoints().anyMatch(Character::isLetterOrDigit)) {
            patterns.add(joined(letters, ANYTHING));
        }
        var withoutNumber = String.join(" ", street.words());
        if (withoutNumber.length() >= TELLING_LENGTH) {
            patterns.add(joined(withoutNumber, ANYTHING));
        }
    }

    /** The street by what a writer makes of it, who abbreviates its type, mistakes it or leaves it out. */
    private void addStreet(StreetLine street, List<String> numbers) {
        if (street.name().isEmpty()) {
            return;
        }
        boolean everyday = street.isNamedByEverydayWords();
        var name = named(
                street.name(), everyday || lengthOf(street.name()) < LENGTH_TO_TAKE_APART ? NOTHING_SEEN : ANYTHING);
        var after = NO_LETTER_AFTER + rest(street);
        if (street.isNamedByItsTypeAlone()) {
            addWithNumber(numbers, ANYTHING, name + SPACE + anyOf(ownSpellings(street)) + after);
            return;
        }
        addWithNumber(numbers, everyday ? SPACE : ANYTHING, name + NO_LETTER_AFTER);
        if (street.type() != null || (!numbers.isEmpty() && !everyday)) {
            var mistaken = everyday ? StreetType.mistakenAfterAnEverydayWord() : StreetType.mistaken();
            patterns.add(beforeAName(numbers, street.name().getFirst())
                    + name
                    + SPACE
                    + anyOf(Stream.concat(ownSpellings(street), mistaken))
                    + after);
        }
        if (HOUSES.contains(street.name().getLast()) && lengthOf(street.name()) >= TELLING_LENGTH) {
            patterns.add(NO_LETTER_BEFORE + name + NO_LETTER_AFTER);
        }
    }

    private void addWithNumber(List<String> numbers, String between, String street) {
        if (!numbers.isEmpty()) {
            patterns.add(DOOR + "{0,2}(?:" + KIND + ")?(?<!\\d)" + anyOf(numbers.stream()) + LETTER_OF_A_DOOR + between
                    + street);
        }
    }

    /** The number and the flat before a street's name go with it, if they are told; or else nothing of another word does. */
    private static String beforeAName(List<String> numbers, String firstWord) {
        var nothing = Character.isDigit(firstWord.charAt(0)) ? NOTHING_BEFORE : NO_LETTER_BEFORE;
        var own = numbers.isEmpty()
                ? ""
                : DOOR + "{0,2}(?<!\\d)" + anyOf(numbers.stream()) + LETTER_OF_A_DOOR + ANYTHING + "|";
        return "(?:" + own + DOOR + "{1,2}|" + nothing + ")";
    }

    private static String rest(StreetLine street) {
        return street.rest().isEmpty()
                ? ""
                : "(?:" + ANYTHING + named(street.rest(), NOTHING_SEEN) + NO_LETTER_AFTER + ")?";
    }

    private static Stream<String> ownSpellings(StreetLine street) {
        return street.type() == null ? Stream.empty() : street.type().spellings();
    }

    private static int lengthOf(List<String> words) {
        return words.stream().mapToInt(String::length).sum();
    }

    /** Words of a name in their order, as one word or as several. */
    private static String named(List<String> words, String within) {
        var pattern = new StringBuilder();
        for (int at = 0; at < words.size(); at++) {
            boolean isLast = at == words.size() - 1;
            pattern.append(isLast ? anySpelling(words.get(at), within) : beforeOthers(words.get(at), at == 0, within))
                    .append(isLast ? "" : ANYTHING);
        }
        return pattern.toString();
    }

    private static String beforeOthers(String word, boolean first, String within) {
        boolean leftOut = first ? word.equals("the") : word.equals("and");
        return leftOut ? "(?:" + word + ")?" : anySpelling(word, within);
    }

    private static String anySpelling(String word, String within) {
        if (SAINT.contains(word)) {
            return anyOf(SAINT.stream());
        }
        return StreetType.of(word)
                .map(type -> anyOf(Stream.concat(Stream.of(word), type.spellings()), within))
                .orElseGet(() -> joined(word, within));
    }

    private static String anyOf(Stream<String> words) {
        return anyOf(words, NOTHING_SEEN);
    }

    private static String anyOf(Stream<String> words, String within) {
        return words.distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(word -> joined(word, within))
                .collect(Collectors.joining("|", "(?:", ")"));
    }

    private static String joined(String word, String within) {
        return word.codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Character::toString)
                .collect(Collectors.joining(within));
    }
}
