package org.kith.allocation.families;

import java.util.List;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Acting;
import org.kith.platform.waiting.Waiting;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends the wait of a family that no team here will ever hold, for a reason; a later referral may open it again. */
@Service
public class LetFamilyGoHandler {

    private final FamilyPlaces places;
    private final Decisions decisions;
    private final Waiting waiting;
    private final Access access;
    private final ApplicationEventPublisher events;

    LetFamilyGoHandler(
            FamilyPlaces places,
            Decisions decisions,
            Waiting waiting,
            Access access,
            ApplicationEventPublisher events) {
        this.places = places;
        this.decisions = decisions;
        this.waiting = waiting;
        this.access = access;
        this.events = events;
    }

    @Transactional
    public void handle(LetFamilyGo asked) {
        access.requireForFamily(Act.PLACE_FAMILY, asked.family().value());
        var place = places.findById(asked.family().value()).orElseThrow(Refusal::notFound);
        place.mustWait(asked.at());
        decisions.nothingAcceptedAfter(place.family(), asked.at());
        place.letGo(asked.at());
        waiting.end(AllocationDesk.QUEUE, place.family().value().toString());
        decisions.add(new Decision(
                place.family(),
                null,
                false,
                Decision.Outcome.CLOSED,
                asked.reason().name(),
                null,
                null,
                List.of(asked.reason().text(), "No team held the family"),
                asked.note(),
                asked.at(),
                Acting.who().subject()));
        events.publishEvent(new FamilyLetGo(place.family(), asked.reason(), asked.at()));
    }
}
