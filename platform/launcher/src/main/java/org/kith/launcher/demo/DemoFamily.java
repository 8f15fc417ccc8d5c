package org.kith.launcher.demo;

import java.util.List;

/**
 * A made-up family.
 *
 * @param number its place in the county; with the seed it names the family for good
 * @param protectedAddress whether the second adult must not learn where the others live
 */
record DemoFamily(
        int number,
        List<DemoChild> children,
        List<DemoAdult> adults,
        String addressLine,
        String district,
        String postcode,
        boolean protectedAddress) {}
