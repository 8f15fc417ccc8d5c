package org.kith.allocation.teams;

import java.util.regex.Pattern;

/** ONS code of a district, such as E07000117 for Burnley. */
public record DistrictCode(String value) {

    private static final Pattern FORM = Pattern.compile("[EWSN]\\d{8}");

    public DistrictCode {
        if (!isOne(value)) {
            throw new IllegalArgumentException("Not an ONS district code");
        }
    }

    /** Whether the text has the form of a district code. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }
}
