package org.kith.allocation.families;

import java.util.stream.Stream;
import org.kith.allocation.workers.WorkerId;
import org.kith.platform.security.Involvements;
import org.springframework.stereotype.Component;

/** Who works, or worked, with the perpetrator of the abuse in a family: whoever leads the work is told where the survivor lives. */
@Component
class PerpetratorsWorkers {

    /** Their discipline, as the facts of specialist input name it. */
    private static final String DISCIPLINE = "DOMESTIC_ABUSE_PERPETRATOR";

    private final Involvements involvements;

    PerpetratorsWorkers(Involvements involvements) {
        this.involvements = involvements;
    }

    /** Whether the worker is one in any of these, which are or were to be one family. */
    boolean include(WorkerId worker, FamilyId... families) {
        return Stream.of(families)
                .flatMap(family -> involvements.withFamily(family.value()).stream())
                .anyMatch(one -> one.workerId().equals(worker.value())
                        && one.detailCode().equals(DISCIPLINE));
    }
}
