package org.kith.specialist.chapters;

import java.util.Arrays;
import java.util.Optional;

/** How a practitioner worked with the family. */
public enum InputKind {
    VISIT("A visit"),
    CALL("A telephone call"),
    GROUP("A group session"),
    OTHER("Other work");

    private final String words;

    InputKind(String words) {
        this.words = words;
    }

    /** The kind of that code; empty for a code we do not know. */
    public static Optional<InputKind> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(code)).findFirst();
    }

    /** How the form says it. */
    public String words() {
        return words;
    }
}
