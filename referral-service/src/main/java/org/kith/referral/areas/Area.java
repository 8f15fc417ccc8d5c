package org.kith.referral.areas;

import org.jspecify.annotations.Nullable;

/**
 * A fixed piece of the county: a district and, within it, a postcode sector; sectors alone straddle districts.
 *
 * @param code such as {@code E07000117:BB11 3}; none outside the county
 * @param districtCode ONS code of the district, or that of no district
 */
public record Area(@Nullable String code, String districtCode) {

    /** The ONS's code for no district of England, as its postcode directory has it for what it cannot place. */
    static final String NO_DISTRICT = "E99999999";

    /** Wherever no postcode of the county can be. */
    static final Area OUTSIDE = new Area(null, NO_DISTRICT);

    static Area of(Postcode postcode, String districtCode) {
        return new Area(districtCode + ":" + postcode.sector(), districtCode);
    }
}
