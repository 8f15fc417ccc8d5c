package org.kith.gateway.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page with one form.
 *
 * @param title the heading
 * @param about what it is about, above the heading; such as the family's title
 * @param says a sentence under the heading
 * @param action where it is sent
 * @param button what the button says
 * @param back where to go instead
 */
public record FormPage(
        String title,
        @Nullable String about,
        @Nullable String says,
        String action,
        List<Field> fields,
        String button,
        String back) {

    /** Whether a file goes with it. */
    public boolean withFile() {
        return fields.stream().anyMatch(field -> field.kind().equals("file"));
    }
}
