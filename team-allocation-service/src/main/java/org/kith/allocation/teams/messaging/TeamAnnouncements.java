package org.kith.allocation.teams.messaging;

import org.kith.allocation.teams.TeamChanged;
import org.kith.allocation.teams.TeamWentLive;
import org.kith.contracts.allocation.TeamChangedV1;
import org.kith.contracts.allocation.TeamWentLiveV1;
import org.kith.platform.outbox.Outbox;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the other services are told about teams. */
@Component
class TeamAnnouncements {

    private final Outbox outbox;

    TeamAnnouncements(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(TeamWentLive event) {
        outbox.announce(new TeamWentLiveV1(
                event.team().value(),
                event.name(),
                event.district().value(),
                event.liveFrom(),
                event.capacityPoints()));
    }

    @EventListener
    void on(TeamChanged event) {
        outbox.announce(new TeamChangedV1(
                event.team().value(),
                event.name(),
                event.district().value(),
                event.capacityPoints(),
                event.closedFrom(),
                event.from()));
    }
}
