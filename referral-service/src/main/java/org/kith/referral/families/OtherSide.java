package org.kith.referral.families;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kith.platform.security.Involvements;
import org.kith.referral.households.FamilyId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whoever works with the one side of domestic abuse does not read what happens on the other, then or later. */
@Component
public class OtherSide {

    private static final String SURVIVOR = "DOMESTIC_ABUSE_SURVIVOR";
    private static final String PERPETRATOR = "DOMESTIC_ABUSE_PERPETRATOR";

    private final Involvements involvements;

    OtherSide(Involvements involvements) {
        this.involvements = involvements;
    }

    /** The workers of the other side, present and past, whose names this worker is not told. */
    @Transactional(readOnly = true)
    public Set<String> workersHiddenFrom(String worker, FamilyId family) {
        var everybody = involvements.withFamily(family.value());
        var hidden = hiddenFrom(worker, everybody);
        return everybody.stream()
                .filter(one -> hidden.contains(one.detailCode()))
                .map(one -> one.workerId().toString())
                .filter(other -> !other.equals(worker))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The disciplines of a family's time line that this worker does not see. */
    @Transactional(readOnly = true)
    public Set<String> hiddenFrom(String worker, FamilyId family) {
        return hiddenFrom(worker, involvements.withFamily(family.value()));
    }

    private static Set<String> hiddenFrom(String worker, List<Involvements.Involvement> everybody) {
        return everybody.stream()
                .filter(one -> one.workerId().toString().equals(worker))
                .map(Involvements.Involvement::detailCode)
                .filter(detail -> detail.equals(SURVIVOR) || detail.equals(PERPETRATOR))
                .map(detail -> detail.equals(SURVIVOR) ? PERPETRATOR : SURVIVOR)
                .collect(Collectors.toUnmodifiableSet());
    }
}
