package org.kith.launcher.demo;

import java.time.LocalDate;
import java.util.List;

/** A made-up stretch of a county's life, always the same for the same seed. */
record County(long seed, LocalDate from, LocalDate to, List<Episode> episodes) {

    int childrenReferred() {
        return episodes.stream().mapToInt(Episode::children).sum();
    }

    long families() {
        return episodes.stream().filter(episode -> !episode.again()).count();
    }
}
