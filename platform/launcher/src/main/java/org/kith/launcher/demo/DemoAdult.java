package org.kith.launcher.demo;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A made-up parent or carer. */
record DemoAdult(
        String givenName,
        String familyName,
        @Nullable LocalDate born,
        String kind,
        @Nullable String telephone) {}
