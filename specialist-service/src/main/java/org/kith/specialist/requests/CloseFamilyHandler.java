package org.kith.specialist.requests;

import java.util.List;
import org.kith.specialist.assigning.Reason;
import org.kith.specialist.practitioners.Roster;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends every open request of a family whose work was closed. */
@Service
public class CloseFamilyHandler {

    private final FamilyPlaces places;
    private final FamilyNeeds needs;
    private final SpecialistRequests requests;
    private final Roster roster;
    private final Placing placing;

    CloseFamilyHandler(
            FamilyPlaces places, FamilyNeeds needs, SpecialistRequests requests, Roster roster, Placing placing) {
        this.places = places;
        this.needs = needs;
        this.requests = requests;
        this.roster = roster;
        this.placing = placing;
    }

    @Transactional
    public void handle(CloseFamily command) {
        var standing = places.of(command.family());
        if (!standing.speaksFor(command.family())) {
            return;
        }
        standing.heldByNone();
        needs.close(standing);
        var open = requests.lockOf(List.of(standing.family().value()), Lifecycle.OPEN);
        var holders = Moving.holders(open);
        roster.lockAll(holders);
        open.forEach(request -> placing.end(request, EndReason.FAMILY_CLOSED, Reason.FAMILY_CLOSED, command.at()));
        holders.stream().distinct().forEach(practitioner -> placing.roomFor(practitioner, command.at()));
    }
}
