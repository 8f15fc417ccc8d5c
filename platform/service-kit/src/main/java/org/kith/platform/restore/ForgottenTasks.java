package org.kith.platform.restore;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Who;
import org.kith.platform.waiting.Waiting;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes each stream whose end this service has forgotten somebody's task. */
public final class ForgottenTasks {

    static final String KIND = "FORGOTTEN_BY_RESTORE";

    private static final Duration LIMIT = Duration.ofHours(4);

    /** Figures are counted again from what this service remembers: nobody has to enter them. */
    private static final String FIGURES = "kith.measures.";

    private static final int UUID_LENGTH = 36;

    private final String service;
    private final TransactionTemplate transaction;
    private final ObjectProvider<Waiting> waiting;
    private final Clock clock;

    ForgottenTasks(String service, TransactionTemplate transaction, ObjectProvider<Waiting> waiting, Clock clock) {
        this.service = service;
        this.transaction = transaction;
        this.waiting = waiting;
        this.clock = clock;
    }

    /** Whether somebody has to do something about a forgotten stream on this topic. */
    public static boolean areNeededFor(String topic) {
        return !topic.startsWith(FIGURES);
    }

    /** Work in the council as this service, in one transaction. */
    void inCouncil(String council, Runnable work) {
        var itself = new Who(service, council, Who.Kind.SERVICE, Set.of(), null);
        Council.in(
                new CouncilCode(council),
                () -> Acting.as(itself, () -> {
                    transaction.executeWithoutResult(status -> work.run());
                    return true;
                }));
    }

    /** The same task for each of these streams of a council. */
    public void raise(String council, Collection<String> keys, String reasonCode) {
        inCouncil(council, () -> keys.forEach(key -> raise(key, reasonCode)));
    }

    /** In the running transaction. */
    void raise(String key, String reasonCode) {
        var now = clock.instant();
        waiting.ifAvailable(queue -> queue.begin(new Waiting.Item(
                KIND,
                service + "/" + key,
                key.length() == UUID_LENGTH ? key : null,
                "ADMINISTRATOR",
                reasonCode,
                false,
                now,
                now.plus(LIMIT),
                false)));
    }
}
