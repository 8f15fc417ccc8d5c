package org.kith.simulation;

/** The database or the way to it is away; whether the last word to it arrived is not known. */
final class Outage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Outage(String what) {
        super(what, null, false, false);
    }
}
