package org.kith.specialist.requests;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.requests.Lifecycle.State;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What pages and other features read of requests. Who may see it is asked by the door. */
@Component
@Transactional(readOnly = true)
public class RequestLists {

    /** What a request that nobody has is called among what waits; its key is the request's id. */
    public static final String WAITS_AS = RequestQueue.KIND;

    /** What a request that was given and not yet accepted is called there; its key is the request's id too. */
    public static final String TO_ACCEPT = AcceptanceLimit.KIND;

    private static final Set<State> IN_THE_TRAY = EnumSet.of(State.ASSIGNED, State.ACCEPTED);

    private final SpecialistRequests requests;
    private final RequestDecisions decisions;
    private final DomesticAbuseSides sides;

    RequestLists(SpecialistRequests requests, RequestDecisions decisions, DomesticAbuseSides sides) {
        this.requests = requests;
        this.decisions = decisions;
        this.sides = sides;
    }

    /** What a practitioner has, not yet accepted first, then urgent, then oldest. */
    public List<RequestRow> tray(PractitionerId practitioner, int offset, int limit) {
        return rows(requests.tray(practitioner.value(), IN_THE_TRAY, offset, limit));
    }

    /** How much a practitioner has. */
    public long countTray(PractitionerId practitioner) {
        return requests.countTray(practitioner.value(), IN_THE_TRAY);
    }

    /** What waits, urgent first, then by limit; {@code teams} null for every team. */
    public List<RequestRow> queue(
            @Nullable Discipline discipline, @Nullable Collection<String> teams, int offset, int limit) {
        return rows(requests.queue(discipline, teams == null, teams == null ? List.of() : teams, offset, limit));
    }

    /** How much waits. */
    public long countQueue(@Nullable Discipline discipline, @Nullable Collection<String> teams) {
        return requests.countQueue(discipline, teams == null, teams == null ? List.of() : teams);
    }

    /** Every request of a family, newest first. */
    public List<RequestRow> ofFamily(FamilyId family) {
        return rows(requests.findByFamilyIdOrderByRequestedAtDescRequestIdDesc(family.value()));
    }

    /** One request; absent if there is none. */
    public Optional<RequestRow> one(RequestId id) {
        return requests.findByRequestId(id.value()).map(SpecialistRequest::row);
    }

    /** Whether somebody works, or was ever asked to work, with the perpetrator in a family. */
    public boolean hasPerpetratorsWorker(FamilyId family) {
        return ofFamily(family).stream()
                .anyMatch(request -> request.discipline() == Discipline.DOMESTIC_ABUSE_PERPETRATOR);
    }

    /** These requests; one that is not there is left out. */
    public List<RequestRow> these(Collection<UUID> requestIds) {
        return requestIds.isEmpty() ? List.of() : rows(requests.findByRequestIdIn(requestIds));
    }

    /** The family that each of these requests is about; a request that is not there is left out. */
    public Map<UUID, UUID> familiesOf(Collection<UUID> requestIds) {
        return requests.findByRequestIdIn(requestIds).stream()
                .map(SpecialistRequest::row)
                .collect(Collectors.toMap(RequestRow::requestId, RequestRow::familyId));
    }

    /** What was decided about requests, oldest first. */
    public List<DecisionRow> decisionsAbout(Collection<UUID> requestIds) {
        return requestIds.isEmpty()
                ? List.of()
                : decisions.about(requestIds).stream().map(RequestDecision::row).toList();
    }

    /** The sides of the abuse on which somebody works, or ever worked, with a family. */
    public Set<Discipline> sidesOf(FamilyId family, UUID workerId) {
        return sides.sidesOf(family, workerId);
    }

    /** Whether somebody works, or ever worked, on a side of the abuse with any family. */
    public boolean hasASide(UUID workerId) {
        return sides.hasOne(workerId);
    }

    private static List<RequestRow> rows(List<SpecialistRequest> found) {
        return found.stream().map(SpecialistRequest::row).toList();
    }
}
