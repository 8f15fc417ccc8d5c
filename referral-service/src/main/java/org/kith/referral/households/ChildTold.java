package org.kith.referral.households;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A child as a referral named them: born or expected, with as much as the referrer knew. */
public record ChildTold(
        PersonId id,
        String givenName,
        String familyName,
        @Nullable LocalDate dateOfBirth,
        @Nullable Integer ageYears,
        @Nullable LocalDate expectedOn,
        @Nullable String sex,
        @Nullable NhsNumber nhsNumber,
        @Nullable String school) {}
