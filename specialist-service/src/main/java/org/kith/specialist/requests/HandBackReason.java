package org.kith.specialist.requests;

import java.util.Arrays;
import java.util.Optional;

/** Why a practitioner hands a request back. */
public enum HandBackReason {
    NO_ROOM("I have no room"),
    CONFLICT_OF_INTEREST("I know the family, or somebody close to it"),
    WRONG_DISCIPLINE("It needs another discipline"),
    AWAY("I am away when it is needed"),
    OTHER("Another reason");

    private final String words;

    HandBackReason(String words) {
        this.words = words;
    }

    /** The reason of that code; empty for a code we do not know. */
    public static Optional<HandBackReason> of(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.name().equals(code))
                .findFirst();
    }

    /** How the form says it. */
    public String words() {
        return words;
    }
}
