package org.kith.allocation.teams;

import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says that a team went live when its day comes, for teams whose day was known beforehand. */
@Service
public class GoLiveWatch {

    private final Teams teams;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    GoLiveWatch(Teams teams, ApplicationEventPublisher events, Clock clock) {
        this.teams = teams;
        this.events = events;
        this.clock = clock;
    }

    /** For the current council. */
    @Transactional
    public void look() {
        var today = TeamBooks.day(clock.instant());
        teams.findByGoLiveSaidFalse().forEach(team -> team.goesLive(today).ifPresent(events::publishEvent));
    }
}
