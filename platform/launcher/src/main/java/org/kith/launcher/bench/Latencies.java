package org.kith.launcher.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How long things took, in nanoseconds from when each was meant to begin. */
final class Latencies {

    private static final double NANOS = 1_000_000.0;

    private long[] nanos = new long[1_024];
    private int size;
    private boolean sorted;

    synchronized void add(long taken) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = taken;
        sorted = false;
    }

    synchronized int size() {
        return size;
    }

    /** Milliseconds that this share of all did not take longer than. */
    synchronized double at(double share) {
        if (size == 0) {
            return Double.NaN;
        }
        if (!sorted) {
            Arrays.sort(nanos, 0, size);
            sorted = true;
        }
        int place = (int) Math.ceil(share * size) - 1;
        return nanos[Math.clamp(place, 0, size - 1)] / NANOS;
    }

    /** A hundred and one points of the whole distribution, for a plot. */
    List<Double> curve() {
        return IntStream.rangeClosed(0, 100)
                .mapToObj(point -> at(point / 100.0))
                .toList();
    }
}
