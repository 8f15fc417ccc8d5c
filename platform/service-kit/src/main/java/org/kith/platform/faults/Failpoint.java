package org.kith.platform.faults;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A named place on the road of a fact where a fault can be ordered. All of them are here, so that a campaign can go through
 * every point of every service.
 *
 * <p>Faults are ordered before a process starts, in the environment ({@code KITH_FAILPOINTS}) or as a system property ({@code
 * kith.failpoints}), as a list of {@code point:action} or {@code point:action:nth}; the fault happens once, when the point is
 * reached for the nth time (1 if not said):
 *
 * <pre>{@code
 * KITH_FAILPOINTS=relay.after-ack:halt                  ends the process at once, as kill -9 does, with code 137
 * KITH_FAILPOINTS=inbox.before-commit:throw:3           throws a FailpointReached the third time
 * KITH_FAILPOINTS=relay.before-send:sleep:2500          stands still for 2.5 seconds; sleep:2500:4 the fourth time
 * KITH_FAILPOINTS=relay.after-send:stop,inbox.after-apply:halt:10    stops itself with SIGSTOP until somebody sends SIGCONT
 * }</pre>
 *
 * <p>With {@code KITH_FAILPOINTS_NOTES} (or {@code kith.failpoints.notes}) naming a file, each fault is written there as it
 * was ordered, and flushed, before it happens. A process that starts with the same orders leaves out those that are in the
 * file: one that is started again after {@code halt} does not halt again, and the file proves that the point was reached.
 *
 * <p>The word {@code ready} as list orders nothing, but lets tests order faults later with {@link #order}. Without any setting
 * a point costs nothing: the switch is a constant read once. With {@code KITH_PRODUCTION} (or {@code kith.production}) on, a
 * process that is given failpoints refuses to start.
 */
public enum Failpoint {
    /** A fact is in journal and queue; its transaction goes on. */
    COMMAND_AFTER_ANNOUNCE("command.after-announce"),

    /** The transaction that announced is about to be committed. */
    COMMAND_BEFORE_COMMIT("command.before-commit"),

    /** The transaction that announced is committed; nobody was told, neither the caller nor the relay. */
    COMMAND_AFTER_COMMIT("command.after-commit"),

    /** Unsent facts were read from the queue. */
    RELAY_BEFORE_SEND("relay.before-send"),

    /** They were handed to the broker's client; no receipt was waited for. */
    RELAY_AFTER_SEND("relay.after-send"),

    /** A fact's receipt came, one of perhaps many that were sent. */
    RELAY_AFTER_ACK("relay.after-ack"),

    /** All receipts came; the facts are still in the queue. */
    RELAY_BEFORE_DELETE("relay.before-delete"),

    /** The sent facts are out of the queue. */
    RELAY_AFTER_DELETE("relay.after-delete"),

    /** A fact is next in its stream; its reaction did not begin. */
    INBOX_BEFORE_APPLY("inbox.before-apply"),

    /** A fact's reaction did its work; the stream's place is not moved on. */
    INBOX_AFTER_APPLY("inbox.after-apply"),

    /** The batch's effects are written; where to go on reading is not. */
    INBOX_BEFORE_OFFSETS("inbox.before-offsets"),

    /** Where to go on reading is written, in the same transaction. */
    INBOX_AFTER_OFFSETS("inbox.after-offsets"),

    /** The inbox's transaction is about to be committed. */
    INBOX_BEFORE_COMMIT("inbox.before-commit"),

    /** The inbox's transaction is committed; the broker does not know it yet. */
    INBOX_AFTER_COMMIT("inbox.after-commit");

    private static final @Nullable Orders ORDERS = Orders.ofThisProcess();

    private final String pointName;

    Failpoint(String pointName) {
        this.pointName = pointName;
    }

    /** How the point is called in orders. */
    public String pointName() {
        return pointName;
    }

    /** The point of that name. */
    public static Failpoint named(String name) {
        return Arrays.stream(values())
                .filter(point -> point.pointName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no failpoint " + name));
    }

    /** This point is reached: the fault that was ordered for it happens, if any was. */
    public void hit() {
        var orders = ORDERS;
        if (orders != null) {
            orders.reached(this);
        }
    }

    /** Whether faults can happen in this process at all. */
    public static boolean canHappen() {
        return ORDERS != null;
    }

    /**
     * Orders faults while the process runs, for tests; an empty list takes all orders back.
     *
     * @throws IllegalStateException if the process was not started ready for it
     */
    public static void order(String list) {
        var orders = ORDERS;
        if (orders == null) {
            throw new IllegalStateException("Start with kith.failpoints=ready to order faults later");
        }
        orders.replaceWith(list);
    }

    /** Whether the last fault that was ordered has happened. */
    public static boolean allHappened() {
        var orders = ORDERS;
        return orders == null || orders.allHappened();
    }
}
