package org.kith.allocation.workers.messaging;

import org.kith.allocation.workers.WorkerJoinedTeam;
import org.kith.allocation.workers.WorkerLeft;
import org.kith.contracts.allocation.WorkerJoinedTeamV1;
import org.kith.contracts.allocation.WorkerLeftV1;
import org.kith.platform.outbox.Outbox;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the other services are told about workers. */
@Component
class WorkerAnnouncements {

    private final Outbox outbox;

    WorkerAnnouncements(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(WorkerJoinedTeam event) {
        outbox.announce(new WorkerJoinedTeamV1(
                event.worker().value(), event.role().team(), event.role().role().name(), event.on()));
    }

    @EventListener
    void on(WorkerLeft event) {
        outbox.announce(new WorkerLeftV1(
                event.worker().value(), event.role().team(), event.role().role().name(), event.on()));
    }
}
