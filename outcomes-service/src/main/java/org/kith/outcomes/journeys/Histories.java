package org.kith.outcomes.journeys;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the other features may ask about families' histories. */
@Service
public class Histories {

    private final HeardFacts heardFacts;

    Histories(HeardFacts heardFacts) {
        this.heardFacts = heardFacts;
    }

    /** The history of the family that this id stands for now; empty for a family never heard of. */
    @Transactional(readOnly = true)
    public Optional<FamilyHistory> of(FamilyId family) {
        return heardFacts.rootOf(family).map(this::told);
    }

    /** The same, while nobody else can learn anything about the family until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<FamilyHistory> locked(FamilyId family) {
        return heardFacts.lockedRootOf(family).map(this::told);
    }

    /** Histories of families as they are known today, with all referrals of their children. */
    @Transactional(readOnly = true)
    public FamiliesRetold told(Collection<FamilyId> families) {
        return heardFacts.retell(families);
    }

    /** Families as they are known today, in the order of their ids, after the one named. */
    @Transactional(readOnly = true)
    public List<FamilyId> familiesAfter(@Nullable FamilyId last, int limit) {
        return heardFacts.rootsAfter(last, limit);
    }

    /** The id under which a child is known today, after families were joined. */
    @Transactional(readOnly = true)
    public ChildId knownAs(ChildId child) {
        return heardFacts.knownAs(child);
    }

    private FamilyHistory told(FamilyId root) {
        return heardFacts.retell(List.of(root)).histories().iterator().next();
    }
}
