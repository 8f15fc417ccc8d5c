package org.kith.platform.outbox;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What led to the running work: bound by the inbox for each fact it applies, and by a door that knows better than the default.
 * Facts announced within carry it on.
 *
 * @param correlationId one id for everything that followed from the same first act
 * @param causationId id of the fact or request that led to this work
 * @param traceparent W3C trace context of what led to it
 */
public record Cause(
        String correlationId,
        @Nullable String causationId,
        @Nullable String traceparent) {

    private static final ScopedValue<Cause> CURRENT = ScopedValue.newInstance();

    /** Runs work that this led to. */
    public static <T, X extends Throwable> T in(Cause cause, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, cause).call(work);
    }

    /** What led to the running work, if anything did. */
    public static Optional<Cause> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}
