package org.kith.specialist.requests;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kith.specialist.assigning.Reason;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.practitioners.Roster;
import org.kith.specialist.requests.RequestDecision.Outcome;
import org.springframework.stereotype.Component;

/** What a new team means for the open requests: embedded practitioners stay with their team, pooled ones with the family. */
@Component
class Moving {

    private final FamilyFiles files;
    private final Roster roster;
    private final Placing placing;
    private final Decisions decisions;

    Moving(FamilyFiles files, Roster roster, Placing placing, Decisions decisions) {
        this.files = files;
        this.roster = roster;
        this.placing = placing;
        this.decisions = decisions;
    }

    /** The team holds the family from now, whoever held it before. */
    void to(TeamCode team, FamilyStanding standing, FamilyId saidOf, Instant at) {
        standing.heldBy(team, saidOf);
        all(standing.family(), team, at);
    }

    void all(FamilyId family, TeamCode team, Instant at) {
        var open = files.open(family).stream()
                .filter(request -> !request.team().equals(team))
                .toList();
        roster.lockAll(holders(open));
        Set<PractitionerId> freed = new LinkedHashSet<>();
        for (var request : open) {
            var holder = request.holder();
            if (holder.filter(this::isEmbedded).isPresent()) {
                freed.add(holder.get());
                placing.end(request, EndReason.TRANSFERRED, Reason.FAMILY_TRANSFERRED, at);
                placing.open(family, request.discipline(), team, request.isUrgent(), Reason.FAMILY_TRANSFERRED, at);
            } else {
                request.worksForTeam(team);
                decisions.byPolicy(request, Outcome.MOVED, holder.orElse(null), List.of(Reason.FAMILY_TRANSFERRED), at);
                if (request.isWaiting()) {
                    placing.placeAnew(request, at);
                }
            }
        }
        freed.forEach(practitioner -> placing.roomFor(practitioner, at));
    }

    static List<PractitionerId> holders(List<SpecialistRequest> open) {
        return open.stream()
                .map(SpecialistRequest::holder)
                .flatMap(Optional::stream)
                .toList();
    }

    private boolean isEmbedded(PractitionerId practitioner) {
        return roster.row(practitioner).filter(row -> row.teamCode() != null).isPresent();
    }
}
