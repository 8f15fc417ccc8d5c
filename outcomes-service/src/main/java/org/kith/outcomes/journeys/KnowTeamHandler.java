package org.kith.outcomes.journeys;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what figures call a team. */
@Service
public class KnowTeamHandler {

    private final TeamNames teams;

    KnowTeamHandler(TeamNames teams) {
        this.teams = teams;
    }

    @Transactional
    public void handle(KnowTeam command) {
        teams.know(command);
    }
}
