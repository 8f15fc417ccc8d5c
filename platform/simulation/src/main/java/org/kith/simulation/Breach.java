package org.kith.simulation;

/** A promise was broken. An error, so that nothing under test takes it for a fault of its surroundings. */
public final class Breach extends Error {

    private static final long serialVersionUID = 1L;

    Breach(String promise, String what) {
        super(promise + ": " + what);
    }
}
