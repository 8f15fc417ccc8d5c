package org.kith.referral.corrections;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a correction: done, or the fields in which somebody else said something else meanwhile; then nothing was done.
 *
 * @param clashes empty if it was done
 */
public record Corrected(PersonFile person, List<Clash> clashes) {

    /** One field with both values. */
    public record Clash(
            PersonField field,
            @Nullable String before,
            @Nullable String theirs,
            @Nullable String yours,
            String by) {

        @Override
        public String toString() {
            return "Clash[" + field + "]";
        }
    }
}
