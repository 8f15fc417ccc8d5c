package org.kith.platform.faults;

/** A process that passes every point once. */
public final class PassesEveryPoint {

    private PassesEveryPoint() {}

    /** Passes every point in order. */
    public static void main(String[] arguments) {
        for (var point : Failpoint.values()) {
            point.hit();
        }
    }
}
