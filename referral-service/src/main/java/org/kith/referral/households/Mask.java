package org.kith.referral.households;

import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes a protected address out of free text, in whatever case and spacing it was written there. */
record Mask(@Nullable Pattern found) {

    /** What stands where the address was. */
    static final String STANDS_FOR = "[protected address]";

    /** Shorter lines, such as "Flat 2" or a town's name by itself, give little away and would mask too much. */
    private static final int TELLING_LENGTH = 8;

    /** What stands before a street's name: a flat, a number, both. People write the street without them. */
    private static final Pattern NUMBER_BEFORE = Pattern.compile(
            "^\\s*(?:(?:flat|apartment|unit|room|no)\\b\\.?\\s*)?\\d+\\s*[a-z]?\\b[\\s,/-]*", Pattern.CASE_INSENSITIVE);

    static Mask of(@Nullable AddressTold address) {
        if (address == null) {
            return new Mask(null);
        }
        var parts = new ArrayList<String>();
        if (address.postcode() != null) {
            parts.add(loose(address.postcode().value()));
        }
        // the longest way to write a line comes first, so that nothing of it is left over
        address.lines().stream()
                .flatMap(line -> Stream.of(line, withoutNumber(line)))
                .distinct()
                .filter(line -> line.length() >= TELLING_LENGTH)
                .map(Mask::loose)
                .forEach(parts::add);
        return new Mask(
                parts.isEmpty()
                        ? null
                        : Pattern.compile(String.join("|", parts), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    private static String withoutNumber(String line) {
        var street = line;
        while (true) {
            var shorter = NUMBER_BEFORE.matcher(street).replaceFirst("");
            if (shorter.equals(street)) {
                return street;
            }
            street = shorter;
        }
    }

    private static String loose(String part) {
        var pattern = new StringBuilder();
        part.codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(c -> pattern.append(pattern.isEmpty() ? "" : "[^\\p{L}\\p{N}]*")
                        .append(Pattern.quote(Character.toString(c))));
        return pattern.toString();
    }

    String over(String text) {
        return found == null ? text : found.matcher(text).replaceAll(STANDS_FOR);
    }

    @Override
    public String toString() {
        return "Mask[not shown]";
    }
}
