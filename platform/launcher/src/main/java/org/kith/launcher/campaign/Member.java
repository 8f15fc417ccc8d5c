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
    OUTCOMES(Part.OUTCOMES);

    /** Those that keep a journal, an outbox and an inbox. */
    static final List<Member> WITH_JOURNALS = List.of(REFERRAL, ALLOCATION, SPECIALIST, OUTCOMES);

    private final @Nullable Part part;

    Member(@Nullable Part part) {
        this.part = part;
    }

    static List<Member> parts() {
        return Arrays.stream(values()).filter(member -> member.part != null).toList();
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
        return name().toLowerCase(Locale.ROOT);
    }
}
