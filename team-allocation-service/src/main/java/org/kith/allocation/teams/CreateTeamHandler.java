package org.kith.allocation.teams;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Acting;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes a team, with its room and its areas. */
@Service
public class CreateTeamHandler {

    private final Teams teams;
    private final TeamBooks books;
    private final TeamRooms rooms;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CreateTeamHandler(Teams teams, TeamBooks books, TeamRooms rooms, ApplicationEventPublisher events, Clock clock) {
        this.teams = teams;
        this.books = books;
        this.rooms = rooms;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public void handle(CreateTeam asked) {
        if (teams.existsByCode(asked.code().value())) {
            throw new Refusal(
                    "team-already-exists",
                    "There is a team " + asked.code() + " already",
                    "Choose another code, or change that team.");
        }
        var at = clock.instant();
        var by = Acting.who().subject();
        var team = Team.made(asked, at, by);
        var live = team.goesLive(TeamBooks.day(at));
        teams.save(team);
        teams.flush();
        rooms.open(asked.code());
        route(asked, at, by);
        books.renew();
        live.ifPresentOrElse(
                events::publishEvent,
                () -> events.publishEvent(new TeamChanged(
                        asked.code(), asked.name(), asked.district(), asked.capacityPoints(), null, asked.from())));
    }

    /** An area that another team serves changes hands when the new one is live; one that nobody serves, at once. */
    private void route(CreateTeam asked, Instant at, String by) {
        var book = books.current();
        var live = Objects.requireNonNullElse(asked.liveFrom(), asked.from());
        var served = asked.areas().stream()
                .collect(Collectors.partitioningBy(
                        area -> book.serving(area, live).isPresent()));
        books.route(served.getOrDefault(false, List.of()), asked.code(), asked.from(), at, by);
        books.route(served.getOrDefault(true, List.of()), asked.code(), live, at, by);
    }
}
