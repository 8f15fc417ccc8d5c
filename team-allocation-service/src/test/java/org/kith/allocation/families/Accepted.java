package org.kith.allocation.families;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.contracts.referral.ReferralAcceptedV1;

/** An accepted referral as the front door says it; every one is of a family of its own unless a test says otherwise. */
record Accepted(
        UUID family,
        UUID referral,
        @Nullable String area,
        @Nullable String district,
        boolean isProtected,
        boolean danger,
        Instant at) {

    /** In Burnley South (T03). */
    static final String BURNLEY_AREA = "E07000117:BB11 3";

    static final String BURNLEY = "E07000117";

    static Accepted newFamily() {
        return new Accepted(
                UuidCreator.getTimeOrderedEpoch(),
                UuidCreator.getTimeOrderedEpoch(),
                BURNLEY_AREA,
                BURNLEY,
                false,
                false,
                Instant.parse("2026-03-02T15:10:00Z"));
    }

    Accepted of(UUID family) {
        return new Accepted(family, referral, area, district, isProtected, danger, at);
    }

    Accepted livingIn(@Nullable String area, @Nullable String district) {
        return new Accepted(family, referral, area, district, isProtected, danger, at);
    }

    Accepted withProtectedAddress() {
        return new Accepted(family, referral, null, district, true, danger, at);
    }

    Accepted inDanger() {
        return new Accepted(family, referral, area, district, isProtected, true, at);
    }

    Accepted again() {
        return new Accepted(
                family, UuidCreator.getTimeOrderedEpoch(), area, district, isProtected, danger, at.plusSeconds(60));
    }

    ReferralAcceptedV1 fact() {
        return new ReferralAcceptedV1(
                referral,
                family,
                family,
                List.of(UuidCreator.getTimeOrderedEpoch()),
                area,
                district,
                isProtected,
                List.of(),
                danger,
                at.minusSeconds(3600),
                at);
    }
}
