package org.kith.referral.households;

import java.util.ArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes a protected address out of free text, in whatever case and spacing it was written there. */
record Mask(@Nullable Pattern found) {

    /** What stands where the address was. */
    static final String STANDS_FOR = "[protected address]";

    /** Shorter lines, such as "Flat 2" or a town's name by itself, give little away and would mask too much. */
    private static final int TELLING_LENGTH = 8;

    static Mask of(@Nullable AddressTold address) {
        if (address == null) {
            return new Mask(null);
        }
        var parts = new ArrayList<String>();
        if (address.postcode() != null) {
            parts.add(loose(address.postcode().value()));
        }
        address.lines().stream()
                .filter(line -> line.length() >= TELLING_LENGTH)
                .map(Mask::loose)
                .forEach(parts::add);
        return new Mask(
                parts.isEmpty()
                        ? null
                        : Pattern.compile(String.join("|", parts), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
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
