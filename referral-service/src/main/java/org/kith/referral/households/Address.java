package org.kith.referral.households;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a family lives or lived, and when that was said. */
public record Address(List<String> lines, @Nullable String postcode, Instant saidAt) {

    @Override
    public String toString() {
        return "Address[not shown]";
    }
}
