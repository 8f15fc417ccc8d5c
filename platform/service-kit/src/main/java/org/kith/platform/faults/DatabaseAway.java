package org.kith.platform.faults;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells a database that went away from everything else that may be wrong with a statement. */
public final class DatabaseAway {

    private DatabaseAway() {}

    /** Whether this fault, or one behind it, says that the database or the way to it is gone. */
    public static boolean isBehind(Throwable fault) {
        for (var cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && says(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Connection trouble, no resources, the server going down or coming up. A server gives every fault a state: where there is
     * none it was never asked, as when the pool has closed a connection that the next statement, or the rollback, wanted to use.
     */
    private static boolean says(@Nullable String state) {
        return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }
}
