package org.kith.allocation.teams;

import java.util.regex.Pattern;

/** A fixed area: a district crossed with a postcode sector, such as {@code E07000117:BB11 3}. */
public record AreaCode(String value) {

    private static final Pattern FORM = Pattern.compile("[EWSN]\\d{8}:[A-Z]{1,2}\\d[A-Z\\d]? \\d");

    public AreaCode {
        if (!isOne(value)) {
            throw new IllegalArgumentException("Not an area code: a district, a colon and a postcode sector");
        }
    }

    /** Whether the text has the form of an area code. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** The district the area lies in. */
    public DistrictCode district() {
        return new DistrictCode(value.substring(0, 9));
    }
}
