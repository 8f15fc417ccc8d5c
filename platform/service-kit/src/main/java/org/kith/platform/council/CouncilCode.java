package org.kith.platform.council;

import java.util.regex.Pattern;

/** ONS code of a council, such as {@code E10000017} for Lancashire. */
public record CouncilCode(String value) {

    private static final Pattern FORM = Pattern.compile("E\\d{8}");

    public CouncilCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an ONS council code: an E and eight digits are needed");
        }
    }
}
