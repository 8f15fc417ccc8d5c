package org.kith.referral.households;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of an address, taken apart.
 *
 * @param numbers of the house and the flat, before the name
 * @param words the street as it was told, without them
 * @param nameLength how many of the words are the street's own name; its type, if it has one, is the next
 */
record StreetLine(List<String> numbers, List<String> words, int nameLength) {

    /** What stands before a number. */
    static final String KINDS_OF_DOOR = "(?:flat|apartment|apt|unit|room|house|plot|pitch|caravan|numbers?|nos?|nr)";

    private static final String BETWEEN = "[~ .]?";

    /** What stands before a street's name: a flat, a number, both. The number of "1st Avenue" belongs to its name. */
    private static final Pattern DOOR_BEFORE =
            Pattern.compile("^" + BETWEEN + "(?:" + KINDS_OF_DOOR + "(?!\\p{L})" + BETWEEN
                    + "(?:\\d++|[a-z](?!\\p{L})\\d*+)|\\d++(?!(?:st|nd|rd|th)(?!\\p{L})))(?:" + BETWEEN
                    + "[a-z](?![\\p{L}\\p{N}]))?"
                    + BETWEEN);

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private static final Set<String> ARTICLES = Set.of("the", "a", "an");

    /** Words that say other things far more often than they name this street; names of the county's towns are among them. */
    private static final Set<String> EVERYDAY = Set.of(
            ("abbey accrington back bath beach big black blackburn blackpool blue board bolton bottom broad brown burnley bury bus "
                            + "business canal castle central chapel cherry child children chorley christ church city clarke clinic "
                            + "coach college colne county cricket cross dark day doctor dock down duke east factory family farm father "
                            + "fire first fish fleetwood forest fourth free friday front garstang george good grand great half hall "
                            + "haslingden health high holy home hospital hot house industrial james john jubilee king kings lake "
                            + "lancaster leyland library light little liverpool london long low lower main manchester manor market "
                            + "mary middle mill monday moor moorland morecambe morning mother music nelson new north nursery oak "
                            + "old open orange ormskirk other oxford paris peter playing pleasant police pool poor preston prince "
                            + "princess private public queen queens railway rawtenstall red river rochdale rose royal saint saturday "
                            + "school sea second short skelmersdale small south southport spring st station stone sunday sun "
                            + "swimming temple third thursday thomas top tower town tuesday under union university upper victoria "
                            + "village ward water wednesday well west white wide wigan william winter wood woods work york")
                    .split(" "));

    /** Takes apart what is left of the line when its numbers are gone. */
    static StreetLine read(String line) {
        var numbers = new ArrayList<String>();
        var left = Letters.of(line.replace("&", " and ")).plain();
        for (var door = DOOR_BEFORE.matcher(left); door.find(); door = DOOR_BEFORE.matcher(left)) {
            NUMBER.matcher(door.group()).results().forEach(number -> numbers.add(number.group()));
            left = left.substring(door.end());
        }
        var words = Arrays.stream(left.split("[~ .]", -1))
                .filter(word -> !word.isEmpty())
                .toList();
        return new StreetLine(numbers, words, lengthOfTheName(words));
    }

    /** The street's own name, word for word. */
    List<String> name() {
        return words.subList(0, nameLength);
    }

    @Nullable StreetType type() {
        return nameLength < words.size() ? StreetType.of(words.get(nameLength)).orElseThrow() : null;
    }

    /** What follows the type, such as "East". */
    List<String> rest() {
        return words.subList(Math.min(nameLength + 1, words.size()), words.size());
    }

    /** The last word if it is a type, since "Park View Road" is a road; or else the end of the first types, as in "Mill Lane East". */
    private static int lengthOfTheName(List<String> words) {
        int last = words.size() - 1;
        if (last > 0 && isType(words.get(last))) {
            return last;
        }
        for (int at = 1; at < last; at++) {
            if (isType(words.get(at)) && !isType(words.get(at + 1))) {
                return at;
            }
        }
        return words.size();
    }

    private static boolean isType(String word) {
        return StreetType.of(word).isPresent();
    }

    /** Whether the street has no name of its own, as "The Green". */
    boolean isNamedByItsTypeAlone() {
        return type() != null && name().stream().allMatch(word -> word.length() == 1 || ARTICLES.contains(word));
    }

    /** Whether all its words are used for other things, as in "Church Street" or "Old School Lane". */
    boolean isNamedByEverydayWords() {
        return name().stream()
                .allMatch(word -> EVERYDAY.contains(word)
                        || ARTICLES.contains(word)
                        || StreetType.of(word).isPresent());
    }
}
