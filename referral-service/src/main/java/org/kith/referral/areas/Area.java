package org.kith.referral.areas;

/**
 * A fixed piece of the county: a district and, within it, a postcode sector; sectors alone straddle districts.
 *
 * @param code such as {@code E07000117:BB11 3}
 * @param districtCode ONS code of the district
 */
public record Area(String code, String districtCode) {

    static Area of(Postcode postcode, String districtCode) {
        return new Area(districtCode + ":" + postcode.sector(), districtCode);
    }
}
