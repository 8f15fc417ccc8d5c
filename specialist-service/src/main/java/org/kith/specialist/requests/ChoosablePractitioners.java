package org.kith.specialist.requests;

import java.util.Comparator;
import java.util.List;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.specialist.practitioners.Candidate;
import org.kith.specialist.practitioners.Roster;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whom a manager may choose for a request: by the same rules by which the choice is carried out, so that nobody else is offered. */
@Component
public class ChoosablePractitioners {

    /**
     * Those who may be chosen now.
     *
     * @param request the request
     * @param candidates of its team and of the pool, with room and there today, the one with most room first
     */
    public record Choice(RequestRow request, List<Candidate> candidates) {}

    private final SpecialistRequests requests;
    private final Placing placing;
    private final Roster roster;
    private final Access access;

    ChoosablePractitioners(SpecialistRequests requests, Placing placing, Roster roster, Access access) {
        this.requests = requests;
        this.placing = placing;
        this.roster = roster;
        this.access = access;
    }

    /**
     * Asks the right to choose first.
     *
     * @throws Refusal 404 where there is no such request, or its family is not the asker's to give away
     */
    @Transactional(readOnly = true)
    public Choice of(RequestId id) {
        var request = requests.findByRequestId(id.value()).orElseThrow(Refusal::notFound);
        access.requireForFamily(Act.NAME_LEAD, request.family().value());
        var barred = placing.barredFrom(request);
        var all = roster.candidates(request.discipline(), request.team().value());
        var kept = placing.keptFrom(request.family(), all);
        var candidates = all.stream()
                .filter(one -> one.hasRoom() && !one.away())
                .filter(one -> !request.isWith(one.id()) && !barred.contains(one.id()) && !kept.contains(one.id()))
                .sorted(Comparator.comparingInt((Candidate one) -> one.held() - one.capacity())
                        .thenComparing(one -> one.id().value()))
                .toList();
        return new Choice(request.row(), candidates);
    }
}
