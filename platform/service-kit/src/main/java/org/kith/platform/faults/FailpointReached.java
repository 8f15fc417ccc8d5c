package org.kith.platform.faults;

import java.io.Serial;

/** The fault that a {@code throw} order makes at a failpoint. */
public final class FailpointReached extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    FailpointReached(String pointName) {
        super("An ordered fault at " + pointName);
    }
}
