package org.kith.allocation.families;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.teams.Days;
import org.kith.allocation.teams.TeamBooks;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.teams.TeamOnDay;
import org.kith.allocation.teams.TeamRooms;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.springframework.stereotype.Component;

/** Whether a team that a person chose can take a family; the answer holds until the transaction ends. */
@Component
class ReceivingTeam {

    private final TeamBooks books;
    private final TeamRooms rooms;

    ReceivingTeam(TeamBooks books, TeamRooms rooms) {
        this.books = books;
        this.rooms = rooms;
    }

    /** The team, live and with room. Locks it, and the team that gives the family up. */
    TeamOnDay chosen(TeamCode code, @Nullable TeamCode from, Instant at) {
        var team = books.current()
                .team(code, TeamBooks.day(at))
                .orElseThrow(() -> new Invalid(List.of(
                        new FieldProblem("teamCode", "unknown-team", "There is no team with this code on that day"))));
        if (!team.live()) {
            throw new Refusal(
                    "team-not-live",
                    team.called() + " does not take families on " + Days.inWords(team.day()),
                    "Choose a team that is live.");
        }
        var teams = new ArrayList<>(List.of(code));
        if (from != null) {
            teams.add(from);
        }
        rooms.lock(teams);
        if (rooms.free(team) == 0) {
            throw new Refusal(
                    "team-full",
                    team.called() + " has " + team.roomInWords() + ", and holds no fewer",
                    "Choose another team, or raise the team's room first.");
        }
        return team;
    }
}
