package org.kith.launcher.demo;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A made-up child.
 *
 * @param expected true for a child not born when first referred; the date is then the one it is expected on
 * @param nhsNumber from the range that is never given out (999...), or none
 */
record DemoChild(
        String givenName,
        String familyName,
        LocalDate born,
        boolean expected,
        String sex,
        @Nullable String nhsNumber) {}
