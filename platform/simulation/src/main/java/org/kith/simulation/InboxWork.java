package org.kith.simulation;

import java.time.Duration;
import org.kith.platform.inbox.HeardFact;
import org.kith.platform.inbox.Inbox;
import org.kith.platform.inbox.StreamKey;

/** Transactions, tasks and pauses for the inbox, as its Spring side gives them. */
final class InboxWork implements Inbox.Work {

    private final Scheduler scheduler;
    private final Kit kit;

    InboxWork(Scheduler scheduler, Kit kit) {
        this.scheduler = scheduler;
        this.kit = kit;
    }

    @Override
    public void inCouncil(String council, Runnable work) {
        kit.database().transact(work);
    }

    @Override
    public void inKit(Runnable work) {
        kit.database().transact(work);
    }

    @Override
    public void causedBy(HeardFact fact, Runnable reaction) {
        reaction.run();
    }

    @Override
    public void raise(String kind, HeardFact fact, String reasonCode) {
        var key = kind.equals(Inbox.PARKED_STREAM)
                ? taskKey(kind, fact.stream())
                : taskKey(kind, fact.stream()) + "/" + fact.sequence();
        kit.database().run("raise task", () -> kit.database().put(kit.tasks, key, reasonCode));
    }

    @Override
    public void settle(String kind, StreamKey stream) {
        kit.database().run("settle task", () -> kit.database().remove(kit.tasks, taskKey(kind, stream)));
    }

    static String taskKey(String kind, StreamKey stream) {
        return kind + "/" + stream.publisher() + "/" + stream.council() + "/" + stream.key();
    }

    @Override
    public boolean isOutage(RuntimeException fault) {
        return fault instanceof Outage;
    }

    @Override
    public void pause(Duration pause) {
        scheduler.running().sleep(Machine.micros(pause));
    }
}
