package org.kith.allocation.teams;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What can change about a team over time. */
record TeamDetails(
        String name,
        int capacityPoints,
        @Nullable LocalDate liveFrom,
        @Nullable LocalDate closedFrom) {

    /** What it is called in a sentence. */
    String called() {
        return name.startsWith("Team ") ? name : "Team " + name;
    }

    LocalDate liveFromOr(LocalDate otherwise) {
        return liveFrom == null ? otherwise : liveFrom;
    }

    /** The same with what the change names replaced. */
    TeamDetails with(ChangeTeam change) {
        return new TeamDetails(
                change.name() == null ? name : change.name(),
                change.capacityPoints() == null ? capacityPoints : change.capacityPoints(),
                change.liveFrom() == null ? liveFrom : change.liveFrom(),
                change.closedFrom() == null ? closedFrom : change.closedFrom());
    }
}
