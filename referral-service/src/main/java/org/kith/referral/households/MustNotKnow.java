package org.kith.referral.households;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody who must not learn of it, and since when we know. */
public record MustNotKnow(
        @Nullable PersonId person,
        @Nullable String name,
        @Nullable String why,
        Instant saidAt) {}
