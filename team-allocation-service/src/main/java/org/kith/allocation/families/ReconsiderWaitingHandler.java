package org.kith.allocation.families;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.kith.allocation.teams.AreaCode;
import org.kith.allocation.teams.TeamBooks;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.teams.TeamRooms;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks again at families that wait for a team which was full or not live; urgent ones first, then those that wait longest. */
@Service
public class ReconsiderWaitingHandler {

    /** So many families are placed in one transaction; the rest come with the next look. */
    private static final int AT_ONCE = 100;

    private final FamilyPlaces places;
    private final TeamBooks books;
    private final TeamRooms rooms;
    private final AllocationDesk desk;
    private final Clock clock;

    ReconsiderWaitingHandler(FamilyPlaces places, TeamBooks books, TeamRooms rooms, AllocationDesk desk, Clock clock) {
        this.places = places;
        this.books = books;
        this.rooms = rooms;
        this.desk = desk;
        this.clock = clock;
    }

    /** The teams that families wait for, after areas that changed hands were looked up again. */
    @Transactional
    public List<TeamCode> wantedTeams() {
        var book = books.current();
        var today = books.today();
        for (var group : places.waitingAreas()) {
            var serving = book.serving(new AreaCode(group.area()), today).map(TeamCode::value);
            if (serving.isPresent() && !serving.get().equals(group.team())) {
                places.want(serving.get(), group.area());
            }
        }
        return places.wantedTeams().stream().map(TeamCode::new).toList();
    }

    /** Gives the team's free places to those who wait for it. */
    @Transactional
    public void handle(TeamCode wanted) {
        var team = books.current().team(wanted, books.today()).filter(found -> found.live());
        if (team.isEmpty()) {
            return;
        }
        int free = Math.min(rooms.free(team.get()), AT_ONCE);
        if (free > 0) {
            var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            places.wanting(wanted.value(), Limit.of(free)).forEach(place -> desk.lookAgain(place, at));
        }
    }
}
