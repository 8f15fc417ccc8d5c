package org.kith.platform.council;

/** The council whose work is being done now. Bound by the web filter and by the inbox, never by a service's own code. */
public final class Council {

    private static final ScopedValue<CouncilCode> CURRENT = ScopedValue.newInstance();

    private Council() {}

    /** Runs work for one council; database transactions begun inside see this council's rows only. */
    public static <T, X extends Throwable> T in(CouncilCode council, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, council).call(work);
    }

    /**
     * The council of the running work.
     *
     * @throws IllegalStateException outside any council
     */
    public static CouncilCode current() {
        if (!CURRENT.isBound()) {
            throw new IllegalStateException("No council is bound to this work");
        }
        return CURRENT.get();
    }

    public static boolean isBound() {
        return CURRENT.isBound();
    }
}
