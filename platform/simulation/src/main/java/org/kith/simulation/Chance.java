package org.kith.simulation;

import java.util.List;
import java.util.UUID;

/** Where every accident of an episode comes from: the same seed gives the same ones (SplitMix64). */
final class Chance {

    private long state;

    Chance(long seed) {
        this.state = mixed(seed ^ 0x632BE59BD9B4E019L);
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        return mixed(state);
    }

    static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** From 0 to one less than the bound. */
    int below(int bound) {
        return (int) ((next() >>> 33) % bound);
    }

    /** Both ends may come. */
    long between(long least, long most) {
        return least + (next() >>> 1) % (most - least + 1);
    }

    boolean in(double share) {
        return share > 0 && (next() >>> 11) * 0x1.0p-53 < share;
    }

    <T> T of(List<T> several) {
        return several.get(below(several.size()));
    }

    UUID uuid() {
        return new UUID((next() & ~0xF000L) | 0x7000L, (next() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
    }
}
