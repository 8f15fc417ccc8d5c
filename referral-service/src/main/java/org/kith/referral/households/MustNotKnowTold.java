package org.kith.referral.households;

import org.jspecify.annotations.Nullable;

/** Somebody who must not learn of the referral: a person in it, or somebody named. */
public record MustNotKnowTold(
        @Nullable PersonId person,
        @Nullable String name,
        @Nullable String why) {}
