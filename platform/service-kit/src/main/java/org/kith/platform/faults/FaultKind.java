package org.kith.platform.faults;

import java.sql.SQLException;

/**
 * What a fault is called in a log line: the classes of an exception and its causes, and the SQL state. Never its message,
 * which may repeat what somebody typed.
 */
public final class FaultKind {

    private static final int DEEPEST = 8;

    private FaultKind() {}

    /** Such as {@code DataIntegrityViolationException from PSQLException 23505}. */
    public static String of(Throwable fault) {
        var kind = new StringBuilder(fault.getClass().getSimpleName());
        int depth = 0;
        for (var cause = fault; cause != null && depth < DEEPEST; cause = cause.getCause(), depth++) {
            if (depth > 0) {
                kind.append(" from ").append(cause.getClass().getSimpleName());
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                kind.append(' ').append(sql.getSQLState());
            }
        }
        return kind.toString();
    }
}
