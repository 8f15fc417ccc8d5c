package org.kith.gateway.neighbours;

import java.io.Serial;
import java.time.Instant;

/** A service does not answer, or not in time. Nothing is known to have been done there. */
public final class Away extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Missing missing;

    public Away(Missing missing) {
        super(missing.part() + " has not answered since " + missing.since());
        this.missing = missing;
    }

    public Missing missing() {
        return missing;
    }

    /** What is missing, and since when it has been. */
    public record Missing(String part, Instant since) {}
}
