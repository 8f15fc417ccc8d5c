package org.kith.outcomes.journeys;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps a fact that was heard, and has the histories it changes told again before the transaction ends. */
@Service
public class HearFactHandler {

    private final Retelling retelling;

    HearFactHandler(Retelling retelling) {
        this.retelling = retelling;
    }

    @Transactional
    public void handle(HeardFact fact) {
        retelling.heard(fact);
    }
}
