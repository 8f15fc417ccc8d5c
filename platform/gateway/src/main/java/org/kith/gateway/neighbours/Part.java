package org.kith.gateway.neighbours;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Away.Missing;

/**
 * One service's part of a page: here, refused, or missing since some time. A page shows what it has.
 *
 * @param value what was answered; absent if nothing was
 * @param missing set if the service is away
 * @param refused set if the service said no, such as not-found or not-allowed
 */
public record Part<T>(@Nullable T value, @Nullable Missing missing, SaidNo.@Nullable Said refused) {

    public static <T> Part<T> of(T value) {
        return new Part<>(value, null, null);
    }

    public boolean here() {
        return value != null;
    }

    /** What was answered, or something in its place. */
    public T or(T other) {
        return value == null ? other : value;
    }

    /** The answer, seen another way. */
    public <R> Part<R> as(Function<? super T, R> view) {
        return new Part<>(value == null ? null : view.apply(value), missing, refused);
    }

    /** For the part a page cannot do without. */
    public T orThrow() {
        if (value != null) {
            return value;
        }
        if (missing != null) {
            throw new Away(missing);
        }
        throw new SaidNo(refused == null ? new SaidNo.Said(404, "not-found", null, null, null) : refused);
    }
}
