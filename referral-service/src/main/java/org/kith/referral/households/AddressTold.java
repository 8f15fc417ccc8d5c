package org.kith.referral.households;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.referral.areas.Area;
import org.kith.referral.areas.Postcode;

/**
 * Where the family lives, as told.
 *
 * @param area where the county's list places the postcode; absent without a postcode, and where the list cannot say
 */
public record AddressTold(
        List<String> lines,
        @Nullable Postcode postcode,
        @Nullable Area area) {

    /** Never in clear by accident, in a log or a message. */
    @Override
    public String toString() {
        return "AddressTold[not shown]";
    }
}
