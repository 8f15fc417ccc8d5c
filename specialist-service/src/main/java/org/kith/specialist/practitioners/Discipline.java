package org.kith.specialist.practitioners;

import java.util.Arrays;
import java.util.Optional;

/** What a practitioner is trained for, and what a family's worries call for. */
public enum Discipline {
    SUBSTANCE_MISUSE("substance misuse"),
    DOMESTIC_ABUSE_SURVIVOR("domestic abuse, survivor"),
    DOMESTIC_ABUSE_PERPETRATOR("domestic abuse, perpetrator"),
    MENTAL_HEALTH("mental health");

    private final String words;

    Discipline(String words) {
        this.words = words;
    }

    /** The discipline of that code; empty for a code we do not know. */
    public static Optional<Discipline> of(String code) {
        return Arrays.stream(values())
                .filter(discipline -> discipline.name().equals(code))
                .findFirst();
    }

    /** How workers call it. */
    public String words() {
        return words;
    }

    /** The other side of the abuse, whose worker may never be the same person; empty where there are no sides. */
    public Optional<Discipline> otherSide() {
        return switch (this) {
            case DOMESTIC_ABUSE_SURVIVOR -> Optional.of(DOMESTIC_ABUSE_PERPETRATOR);
            case DOMESTIC_ABUSE_PERPETRATOR -> Optional.of(DOMESTIC_ABUSE_SURVIVOR);
            case SUBSTANCE_MISUSE, MENTAL_HEALTH -> Optional.empty();
        };
    }
}
