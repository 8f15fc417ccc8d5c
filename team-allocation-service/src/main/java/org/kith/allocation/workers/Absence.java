package org.kith.allocation.workers;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.teams.Days;

/**
 * Days on which a worker is away. Why is not kept.
 *
 * @param id of the absence
 * @param worker who is away
 * @param from first day away
 * @param until last day away; absent while nobody knows
 */
public record Absence(
        UUID id, WorkerId worker, LocalDate from, @Nullable LocalDate until) {

    /** In words, such as: from 12 March 2026 to 20 March 2026. */
    public String inWords() {
        return "from " + Days.inWords(from) + (until == null ? " until further notice" : " to " + Days.inWords(until));
    }
}
