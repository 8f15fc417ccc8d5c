package org.kith.launcher.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** A made-up stretch of a county's life, always the same for the same seed. */
record County(long seed, LocalDate from, LocalDate to, List<Episode> episodes) {

    /** In the stretch; what was before it is played too and not counted. */
    int childrenReferred() {
        return inTheStretch().mapToInt(Episode::children).sum();
    }

    int referrals() {
        return (int) inTheStretch().count();
    }

    long families() {
        return inTheStretch()
                .map(episode -> episode.family().number())
                .distinct()
                .count();
    }

    /** Referrals of children before the stretch, without which nobody could come back in it. */
    int childrenReferredBefore() {
        return episodes.stream().mapToInt(Episode::children).sum() - childrenReferred();
    }

    Stream<Episode> inTheStretch() {
        return episodes.stream().filter(episode -> !episode.before());
    }
}
