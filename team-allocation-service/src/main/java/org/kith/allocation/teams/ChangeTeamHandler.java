package org.kith.allocation.teams;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Acting;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Renames a team, changes its room, lets it go live, closes it or gives it areas, from a day on. */
@Service
public class ChangeTeamHandler {

    private final Teams teams;
    private final TeamBooks books;
    private final TeamRooms rooms;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ChangeTeamHandler(Teams teams, TeamBooks books, TeamRooms rooms, ApplicationEventPublisher events, Clock clock) {
        this.teams = teams;
        this.books = books;
        this.rooms = rooms;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public void handle(ChangeTeam change) {
        var team = teams.findByCode(change.code().value()).orElseThrow(Refusal::notFound);
        var at = clock.instant();
        if (change.closedFrom() != null) {
            nothingIsLeftBehind(change);
        }
        var changed = team.change(change, at, Acting.who().subject());
        var live = team.goesLive(TeamBooks.day(at));
        teams.flush();
        books.route(
                change.areas(), change.code(), change.from(), at, Acting.who().subject());
        books.renew();
        events.publishEvent(changed);
        live.ifPresent(events::publishEvent);
    }

    private void nothingIsLeftBehind(ChangeTeam change) {
        var closing = Objects.requireNonNull(change.closedFrom());
        if (!books.current().areasOf(change.code(), closing).isEmpty()) {
            throw new Refusal(
                    "team-still-serves-areas",
                    books.current().called(change.code(), closing) + " still serves areas on its first closed day",
                    "Give its areas to another team from that day first.");
        }
        rooms.lock(List.of(change.code()));
        int held = rooms.held(change.code());
        if (held > 0 && !closing.isAfter(books.today())) {
            throw new Refusal(
                    "team-holds-families",
                    books.current().called(change.code(), closing) + " still holds " + held + " families",
                    "Transfer or close them first, or choose a day ahead.");
        }
    }
}
