package org.kith.simulation;

import java.util.Collections;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one seed gave.
 *
 * @param trace a number that only the very same episode has
 * @param steps how many things happened
 * @param facts how many facts were said
 * @param befell what went wrong with machines, broker and databases, by kind
 * @param breach what should not have happened; absent if all promises held
 */
public record Episode(
        long seed,
        long trace,
        long steps,
        long facts,
        Map<String, Integer> befell,
        @Nullable Throwable breach) {

    /** Lives through the episode of a seed. */
    public static Episode of(long seed) {
        return of(seed, Design.KITH, null);
    }

    /** Lives through it once more and tells every step. */
    public static Episode of(long seed, Consumer<String> log) {
        return of(seed, Design.KITH, log);
    }

    static Episode of(long seed, Design design, @Nullable Consumer<String> log) {
        var world = new World(seed, design, log);
        var breach = world.live();
        return new Episode(
                seed,
                world.scheduler().trace(),
                world.scheduler().steps(),
                world.factsSaid(),
                Collections.unmodifiableMap(world.befell()),
                breach);
    }

    /** Whether every promise held. */
    public boolean held() {
        return breach == null;
    }
}
