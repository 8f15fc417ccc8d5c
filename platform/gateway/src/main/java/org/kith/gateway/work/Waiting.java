package org.kith.gateway.work;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One thing that waits for the reader.
 *
 * @param kind what sort of work it is
 * @param path where it is done
 * @param subject what it is about: a referral's reference, or a family's id
 * @param says what is to be done
 * @param since since when it waits
 * @param limitAt when it should be done; absent if no clock runs
 */
public record Waiting(
        Kind kind,
        String path,
        String subject,
        String says,
        @Nullable Instant since,
        @Nullable Instant limitAt,
        boolean overdue,
        boolean danger) {

    /** Danger first, then the clock that runs out first, then what has waited longest. */
    public static final Comparator<Waiting> OLDEST_CLOCK_FIRST = Comparator.comparing(Waiting::danger)
            .reversed()
            .thenComparing(Waiting::limitAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Waiting::since, Comparator.nullsLast(Comparator.naturalOrder()));

    /** A sort of work. */
    public enum Kind {
        SCREENING("Referrals to decide"),
        CLOSED("Referrals that nobody may open"),
        UNMANAGED("Families that no manager of their team may see"),
        ALLOCATION("Families without a team"),
        LEAD("Families without a lead"),
        JOINED("Joined families that two teams held"),
        TRAY("Requests to accept"),
        SPECIALIST("Specialist requests without anybody"),
        UNACCEPTED("Specialist requests not accepted in time"),
        CLOSING("Closed teams that still hold families"),
        INSTALLATION("Tasks of the installation");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
