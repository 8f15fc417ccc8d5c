package org.kith.allocation.families;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.placements.WaitReason;
import org.kith.allocation.teams.DistrictCode;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.workers.WorkerId;

/**
 * Where a family stands, to be shown.
 *
 * @param family the family
 * @param state ARRIVED, WAITING, HELD, CLOSED or JOINED
 * @param team the team that holds it
 * @param since since when the state is so
 * @param lead the lead practitioner
 * @param waitReason why it waits; absent unless it does
 * @param wantedTeam the team of its area, while it waits
 * @param limitAt when the wait is overdue
 * @param urgent a child was said to be in danger
 * @param district its district, which a person needs to place it; absent when unknown
 * @param joinedInto the family it turned out to be
 */
public record FamilyStanding(
        FamilyId family,
        String state,
        @Nullable TeamCode team,
        Instant since,
        @Nullable WorkerId lead,
        @Nullable WaitReason waitReason,
        @Nullable TeamCode wantedTeam,
        @Nullable Instant limitAt,
        boolean urgent,
        @Nullable DistrictCode district,
        @Nullable FamilyId joinedInto) {

    static FamilyStanding of(FamilyPlace place) {
        return new FamilyStanding(
                place.family(),
                place.state().name(),
                place.team(),
                place.since(),
                place.lead(),
                place.waitReason(),
                place.wantedTeam(),
                place.limitAt(),
                place.urgent(),
                place.district(),
                place.joinedInto());
    }
}
