package org.kith.outcomes.records;

import java.util.Arrays;
import java.util.Optional;

/** What can be recorded of a child. Each begins or ends an episode: being in care, being on a plan, being in proceedings. */
public enum OutcomeKind {
    CARE_ENTRY(Episode.CARE, true, "Came into care"),
    CARE_EXIT(Episode.CARE, false, "Left care"),
    PROTECTION_PLAN_START(Episode.PROTECTION_PLAN, true, "Child protection plan started"),
    PROTECTION_PLAN_END(Episode.PROTECTION_PLAN, false, "Child protection plan ended"),
    PROCEEDINGS_ISSUED(Episode.PROCEEDINGS, true, "Care proceedings issued"),
    PROCEEDINGS_CONCLUDED(Episode.PROCEEDINGS, false, "Care proceedings concluded");

    /** What begins and ends. A child is in one of each sort at a time, at most. */
    enum Episode {
        CARE,
        PROTECTION_PLAN,
        PROCEEDINGS
    }

    private final Episode episode;
    private final boolean begins;
    private final String text;

    OutcomeKind(Episode episode, boolean begins, String text) {
        this.episode = episode;
        this.begins = begins;
        this.text = text;
    }

    /** The kind with that code, if there is one. */
    public static Optional<OutcomeKind> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(code)).findFirst();
    }

    public String text() {
        return text;
    }

    /** Code of the episode it begins or ends. */
    public String episodeCode() {
        return episode.name();
    }

    Episode episode() {
        return episode;
    }

    /** Whether it begins the episode; otherwise it ends it. */
    public boolean begins() {
        return begins;
    }
}
