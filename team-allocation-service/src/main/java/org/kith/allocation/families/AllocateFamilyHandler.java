package org.kith.allocation.families;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives an accepted family its team, or the queue; the same referral again changes nothing. */
@Service
public class AllocateFamilyHandler {

    private final KnownPlaces places;
    private final Survivors survivors;
    private final Decisions decisions;
    private final AllocationDesk desk;

    AllocateFamilyHandler(KnownPlaces places, Survivors survivors, Decisions decisions, AllocationDesk desk) {
        this.places = places;
        this.survivors = survivors;
        this.decisions = decisions;
        this.desk = desk;
    }

    @Transactional
    public void handle(AllocateFamily accepted) {
        var family = survivors.of(accepted.family());
        var known = places.find(family);
        if (known.isPresent() && decisions.hasAnswered(accepted.referral())) {
            return;
        }
        var place = known.orElseGet(() -> new FamilyPlace(family, accepted.referral(), accepted.at()));
        place.learns(accepted);
        desk.answer(place, accepted.at());
        places.save(place);
    }
}
