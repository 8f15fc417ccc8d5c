package org.kith.allocation.workers;

import org.kith.platform.refusal.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Plans a change of a worker. Somebody who comes new is known from now on, and holds nothing before their day. */
@Service
public class PlanWorkerHandler {

    private final Workers workers;
    private final PlannedChanges planned;

    PlanWorkerHandler(Workers workers, PlannedChanges planned) {
        this.workers = workers;
        this.planned = planned;
    }

    @Transactional
    public void handle(PlanWorker asked) {
        var known = workers.findByWorkerId(asked.worker().value());
        if (known.isEmpty() && (asked.roles() == null || asked.name() == null)) {
            throw Refusal.notFound();
        }
        var worker = known.orElseGet(() -> new Worker(asked.worker(), String.valueOf(asked.name())));
        workers.save(worker);
        workers.flush();
        planned.plan(
                asked.worker(),
                asked.name() == null ? worker.name() : asked.name(),
                asked.roles(),
                asked.from(),
                asked.by());
    }
}
