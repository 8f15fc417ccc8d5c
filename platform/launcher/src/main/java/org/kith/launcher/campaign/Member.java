package org.kith.launcher.campaign;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kith.launcher.services.Part;

/** A process of the cluster. */
enum Member {
    DATABASE(null),
    BROKER(null),
    IDENTITY(Part.IDENTITY),
    GATEWAY(Part.GATEWAY),
    REFERRAL(Part.REFERRAL),
    ALLOCATION(Part.ALLOCATION),
    SPECIALIST(Part.SPECIALIST),
    OUTCOMES(Part.OUTCOMES),
    // second instances, in a campaign that has them
    SECOND_REFERRAL(Part.REFERRAL),
    SECOND_ALLOCATION(Part.ALLOCATION),
    SECOND_SPECIALIST(Part.SPECIALIST),
    SECOND_OUTCOMES(Part.OUTCOMES);

    /** Those that keep a journal, an outbox and an inbox. */
    static final List<Member> WITH_JOURNALS = List.of(REFERRAL, ALLOCATION, SPECIALIST, OUTCOMES);

    private final @Nullable Part part;

    Member(@Nullable Part part) {
        this.part = part;
    }

    /**
     * Who is there.
     *
     * @param twice whether each service that keeps a journal has a second instance
     */
    static List<Member> all(boolean twice) {
        return Arrays.stream(values())
                .filter(member -> twice || !member.isSecond())
                .toList();
    }

    boolean isSecond() {
        return compareTo(SECOND_REFERRAL) >= 0;
    }

    boolean isPart() {
        return part != null;
    }

    Part part() {
        if (part == null) {
            throw new IllegalStateException(this + " is a server");
        }
        return part;
    }

    /** For tables. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
