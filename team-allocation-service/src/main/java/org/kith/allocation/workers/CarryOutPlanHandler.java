package org.kith.allocation.workers;

import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Does on its day what was planned for a worker. */
@Service
public class CarryOutPlanHandler {

    private static final Logger LOG = LoggerFactory.getLogger(CarryOutPlanHandler.class);

    private final PlannedChanges planned;
    private final RegisterWorkerHandler register;
    private final LeaveRolesHandler leave;
    private final TransactionOperations transaction;

    CarryOutPlanHandler(
            PlannedChanges planned,
            RegisterWorkerHandler register,
            LeaveRolesHandler leave,
            TransactionOperations transaction) {
        this.planned = planned;
        this.register = register;
        this.leave = leave;
        this.transaction = transaction;
    }

    /** Does it in one transaction with the end of the plan; a plan that cannot be kept, such as for a closed team, ends as refused. */
    public void handle(PlannedChange change) {
        try {
            transaction.executeWithoutResult(status -> carryOut(change));
        } catch (Refusal | Invalid no) {
            LOG.warn(
                    "What was planned for worker {} could not be done: {}",
                    change.worker().value(),
                    no.getMessage());
            planned.end(change.worker(), PlannedChanges.End.REFUSED);
        }
    }

    private void carryOut(PlannedChange change) {
        var roles = change.roles();
        if (roles == null) {
            leave.handle(new LeaveRoles(change.worker(), null, change.from()));
        } else {
            register.handle(new RegisterWorker(change.worker(), change.name(), roles, change.from()));
        }
        planned.end(change.worker(), PlannedChanges.End.DONE);
    }
}
