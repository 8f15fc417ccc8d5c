package org.kith.platform.batches;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one component knows for a {@link Batch}: read at once before its facts have their effect, and gone when it ends. What the
 * facts then change of it is either written as they say it, or counted here and written once at the end.
 */
public final class Ahead<T> {

    private final int place;
    private final Supplier<T> begin;
    private final Consumer<T> write;

    /** A component's own, of which nothing is left to be written. */
    public Ahead(Supplier<T> begin) {
        this(0, begin, known -> {});
    }

    /**
     * A component's own, with something to write at the end of a batch.
     *
     * @param place when it is written; lower first, the same for all batches, so that no two wait for each other's rows
     * @param begin makes an empty one
     * @param write writes what is to be written of it, and marks it as written
     */
    public Ahead(int place, Supplier<T> begin, Consumer<T> write) {
        this.place = place;
        this.begin = begin;
        this.write = write;
    }

    /** The running batch's; absent outside of one, where the database is asked and told at once. */
    public @Nullable T current() {
        var batch = Batch.current();
        if (batch == null) {
            return null;
        }
        var known = batch.of(this);
        if (known == null) {
            known = begin.get();
            batch.keep(this, known);
        }
        return known;
    }

    /** Writes what is to be written so far; whoever reads it from the database does this first. */
    public void write() {
        var batch = Batch.current();
        var known = batch == null ? null : batch.of(this);
        if (known != null) {
            write.accept(known);
        }
    }

    int place() {
        return place;
    }
}
