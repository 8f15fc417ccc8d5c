package org.kith.simulation;

/** Unwinds the strands of a machine that is no more. An error, so that no code under test can survive it. */
final class Crashed extends Error {

    private static final long serialVersionUID = 1L;

    Crashed() {
        super(null, null, false, false);
    }
}
