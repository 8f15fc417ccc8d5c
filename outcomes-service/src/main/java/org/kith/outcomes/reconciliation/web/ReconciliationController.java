package org.kith.outcomes.reconciliation.web;

import java.time.Instant;
import java.util.List;
import org.kith.outcomes.reconciliation.Difference;
import org.kith.outcomes.reconciliation.Reconciled;
import org.kith.outcomes.reconciliation.Reconciliation;
import org.kith.platform.audit.Audit;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where it is read whether every figure follows from facts. */
@RestController
class ReconciliationController {

    private final Reconciliation reconciliation;
    private final Access access;
    private final Audit audit;

    ReconciliationController(Reconciliation reconciliation, Access access, Audit audit) {
        this.reconciliation = reconciliation;
        this.access = access;
        this.audit = audit;
    }

    /** The last counting again, and what disagreed. */
    record ReconciliationView(
            boolean agrees, Instant at, long families, long cells, long differenceCount, List<Difference> differences) {

        static ReconciliationView of(Reconciled reconciled) {
            return new ReconciliationView(
                    reconciled.agrees(),
                    reconciled.at(),
                    reconciled.families(),
                    reconciled.cells(),
                    reconciled.differenceCount(),
                    reconciled.differences());
        }
    }

    /** What was counted anew, and whether every figure follows from facts now. */
    record RecountView(long familiesAnew, ReconciliationView reconciliation) {}

    /** Counts the families anew whose figures do not follow from their facts, as after a rule of counting changed. */
    @PostMapping("/operate/figures/recount")
    RecountView recount() {
        access.require(Act.OPERATE);
        audit.notes("figures.recounted", null, List.of());
        var recounted = reconciliation.countAnew();
        return new RecountView(recounted.familiesAnew(), ReconciliationView.of(recounted.reconciled()));
    }

    /** Shows the last counting; counts now if there was none yet or if {@code fresh} is asked for. */
    @GetMapping("/figures/reconciliation")
    ReconciliationView reconciliation(@RequestParam(defaultValue = "false") boolean fresh) {
        access.require(Act.SEE_FIGURES);
        audit.notes("figures.reconciled", null, List.of());
        var shown = fresh ? reconciliation.run() : reconciliation.last().orElseGet(reconciliation::run);
        return ReconciliationView.of(shown);
    }
}
