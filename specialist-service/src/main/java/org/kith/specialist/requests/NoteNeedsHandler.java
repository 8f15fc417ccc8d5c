package org.kith.specialist.requests;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens what is needed if a team holds the family; otherwise keeps it until one does. */
@Service
public class NoteNeedsHandler {

    private final FamilyPlaces places;
    private final FamilyNeeds needs;

    NoteNeedsHandler(FamilyPlaces places, FamilyNeeds needs) {
        this.places = places;
        this.needs = needs;
    }

    @Transactional
    public void handle(NoteNeeds command) {
        var standing = places.of(command.family());
        var need = needs.of(command.referral(), standing);
        need.accepted(command.disciplines(), command.urgent(), command.acceptedAt());
        if (!need.isClosed()) {
            standing.team().ifPresent(team -> needs.open(need, standing, team));
        }
    }
}
