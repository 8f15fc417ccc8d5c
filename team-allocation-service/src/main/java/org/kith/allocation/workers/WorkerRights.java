package org.kith.allocation.workers;

import org.kith.platform.security.Involvements;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets a change of roles count for access at once, in the transaction that makes it. */
@Component
class WorkerRights {

    private final Involvements involvements;

    WorkerRights(Involvements involvements) {
        this.involvements = involvements;
    }

    @EventListener
    void on(WorkerJoinedTeam event) {
        involvements.roleTaken(
                event.worker().value(), event.role().role(), event.role().team());
    }

    @EventListener
    void on(WorkerLeft event) {
        involvements.roleLeft(
                event.worker().value(), event.role().role(), event.role().team());
    }
}
