package org.kith.outcomes.journeys;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kith.platform.outbox.Cause;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gathers what a transaction learns and, just before it commits, tells the histories of all families concerned again, once and
 * in a few statements: a batch of facts costs little more than one.
 */
@Component
public class Retelling {

    private final HeardFacts heardFacts;
    private final ApplicationEventPublisher events;

    Retelling(HeardFacts heardFacts, ApplicationEventPublisher events) {
        this.heardFacts = heardFacts;
        this.events = events;
    }

    /** A record of this family changed. */
    public void touched(FamilyId family) {
        gathered().families.add(family);
    }

    void heard(HeardFact fact) {
        var gathered = gathered();
        gathered.facts.add(fact);
        var family = fact.family();
        if (family != null) {
            Cause.current().ifPresent(cause -> gathered.causes.put(family, cause));
        }
    }

    void turnedOut(Collection<SameChild> same) {
        gathered().same.addAll(same);
    }

    private Gathered gathered() {
        var known = (@Nullable Gathered) TransactionSynchronizationManager.getResource(this);
        if (known != null) {
            return known;
        }
        var fresh = new Gathered();
        TransactionSynchronizationManager.bindResource(this, fresh);
        TransactionSynchronizationManager.registerSynchronization(fresh);
        return fresh;
    }

    private void tell(List<HeardFact> facts, Set<SameChild> same, Set<FamilyId> families, Map<FamilyId, Cause> causes) {
        var concerned = heardFacts.keep(facts, same, families);
        if (!concerned.isEmpty()) {
            events.publishEvent(heardFacts.retell(concerned).causedBy(causes));
        }
    }

    /** What one transaction has learnt so far. */
    private final class Gathered implements TransactionSynchronization {

        private final List<HeardFact> facts = new ArrayList<>();
        private final Set<SameChild> same = new LinkedHashSet<>();
        private final Set<FamilyId> families = new LinkedHashSet<>();
        private final Map<FamilyId, Cause> causes = new HashMap<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            tell(List.copyOf(facts), new LinkedHashSet<>(same), Set.copyOf(families), Map.copyOf(causes));
            facts.clear();
            same.clear();
            families.clear();
            causes.clear();
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(Retelling.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Retelling.this, this);
        }

        @Override
        public void beforeCompletion() {
            TransactionSynchronizationManager.unbindResourceIfPossible(Retelling.this);
        }
    }
}
