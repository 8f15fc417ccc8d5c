package org.kith.referral.areas;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A well-formed postcode of the United Kingdom: upper case, one space before the inward part. */
public record Postcode(String value) {

    private static final Pattern FORM = Pattern.compile(
            "^(GIR 0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9]|[ABEHMNPRV-Y])?|[0-9][A-HJKPS-UW]) [0-9][ABD-HJLNP-UW-Z]{2})$");

    private static final int INWARD_LETTERS = 3;

    public Postcode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not the form of a postcode");
        }
    }

    /** Reads what a person typed, in any case and spacing; empty if no postcode can look like that. */
    public static Optional<Postcode> read(String typed) {
        var letters = typed.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        if (letters.length() <= INWARD_LETTERS) {
            return Optional.empty();
        }
        var cut = letters.length() - INWARD_LETTERS;
        var value = letters.substring(0, cut) + " " + letters.substring(cut);
        return FORM.matcher(value).matches() ? Optional.of(new Postcode(value)) : Optional.empty();
    }

    /** The part before the space, such as {@code BB11}. */
    String outcode() {
        return value.substring(0, value.indexOf(' '));
    }

    /** Outcode and first digit of the inward part, such as {@code BB11 3}. */
    public String sector() {
        return value.substring(0, value.length() - 2);
    }
}
