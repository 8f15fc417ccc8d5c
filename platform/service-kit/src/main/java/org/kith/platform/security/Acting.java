package org.kith.platform.security;

import java.util.Optional;

/** Who is acting in the running work. Bound by the web filter and by the inbox. */
public final class Acting {

    private static final ScopedValue<Who> CURRENT = ScopedValue.newInstance();

    private Acting() {}

    /** Runs work on behalf of somebody. */
    public static <T, X extends Throwable> T as(Who who, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, who).call(work);
    }

    /**
     * Who is acting now.
     *
     * @throws IllegalStateException if nobody is acting
     */
    public static Who who() {
        if (!CURRENT.isBound()) {
            throw new IllegalStateException("Nobody is acting in this work");
        }
        return CURRENT.get();
    }

    public static Optional<Who> ifAny() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}
