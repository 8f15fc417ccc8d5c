package org.kith.specialist.requests;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Notes the team and opens what the referral calls for, as far as that was heard. */
@Service
public class NoteTeamHandler {

    private final FamilyPlaces places;
    private final FamilyNeeds needs;
    private final Moving moving;

    NoteTeamHandler(FamilyPlaces places, FamilyNeeds needs, Moving moving) {
        this.places = places;
        this.needs = needs;
        this.moving = moving;
    }

    @Transactional
    public void handle(NoteTeam command) {
        var standing = places.of(command.family());
        var need = needs.of(command.referral(), standing);
        need.allocated(command.at());
        if (standing.speaksFor(command.family())) {
            moving.to(command.team(), standing, command.family(), command.at());
        }
        var team = standing.team().orElse(command.team());
        if (need.isAccepted()) {
            needs.open(need, standing, team);
        }
        needs.openAll(standing, team);
    }
}
