package org.kith.specialist.requests;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Moves the family's requests to the new team, and opens what waited for one. */
@Service
public class MoveToTeamHandler {

    private final FamilyPlaces places;
    private final FamilyNeeds needs;
    private final Moving moving;

    MoveToTeamHandler(FamilyPlaces places, FamilyNeeds needs, Moving moving) {
        this.places = places;
        this.needs = needs;
        this.moving = moving;
    }

    @Transactional
    public void handle(MoveToTeam command) {
        var standing = places.of(command.family());
        if (standing.speaksFor(command.family())) {
            moving.to(command.team(), standing, command.family(), command.at());
            needs.openAll(standing, command.team());
        }
    }
}
