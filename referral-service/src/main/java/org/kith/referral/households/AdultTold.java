package org.kith.referral.households;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An adult as a referral named them. */
public record AdultTold(
        PersonId id,
        String givenName,
        String familyName,
        @Nullable LocalDate dateOfBirth,
        @Nullable String telephone) {}
