package org.kith.outcomes.journeys;

import java.util.Collection;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps a fact that was heard, and has the histories it changes told again before the transaction ends. */
@Service
public class HearFactHandler {

    private final Retelling retelling;

    HearFactHandler(Retelling retelling) {
        this.retelling = retelling;
    }

    /** The same for a joining, with children who turned out to be known twice. */
    @Transactional
    public void handle(HeardFact joined, Collection<SameChild> same) {
        retelling.turnedOut(same);
        retelling.heard(joined);
    }

    @Transactional
    public void handle(HeardFact fact) {
        retelling.heard(fact);
    }
}
