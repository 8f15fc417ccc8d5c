package org.kith.specialist.requests;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.Refusal;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.requests.Lifecycle.Act;
import org.kith.specialist.requests.Lifecycle.State;

/** One discipline asked to work with one family: waits, is assigned, accepted, and finished or ended. */
@Entity
class SpecialistRequest {

    @Id
    private UUID requestId;

    @TenantId
    @SuppressWarnings("unused") // Hibernate writes it.
    private String council;

    private UUID familyId;

    @Enumerated(EnumType.STRING)
    private Discipline discipline;

    private String teamCode;

    @Enumerated(EnumType.STRING)
    private State state = State.WAITING;

    private boolean urgent;
    private @Nullable UUID practitionerId;
    private Instant requestedAt;
    private @Nullable Instant assignedAt;
    private @Nullable Instant acceptedAt;
    private @Nullable Instant waitingSince;
    private @Nullable Instant limitAt;
    private @Nullable Instant endedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable EndReason endReason;

    private UUID[] handedBackBy = {};

    @Version
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the council.
    SpecialistRequest(RequestId id, FamilyId family, Discipline discipline, TeamCode team, boolean urgent, Instant at) {
        this.requestId = id.value();
        this.familyId = family.value();
        this.discipline = discipline;
        this.teamCode = team.value();
        this.urgent = urgent;
        this.requestedAt = at;
        this.waitingSince = at;
    }

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected SpecialistRequest() {}

    SpecialistAssigned assignTo(PractitionerId practitioner, Instant at) {
        state = Lifecycle.after(state, Act.ASSIGN);
        practitionerId = practitioner.value();
        assignedAt = at;
        acceptedAt = null;
        waitingSince = null;
        limitAt = null;
        return new SpecialistAssigned(id(), family(), discipline, practitioner, team(), urgent, at);
    }

    void accept(PractitionerId by, Instant at) {
        mustBeHeldBy(by);
        state = Lifecycle.after(state, Act.ACCEPT);
        acceptedAt = at;
    }

    SpecialistEnded handBack(PractitionerId by, Instant at) {
        mustBeHeldBy(by);
        return takeAway(at, true);
    }

    /** Takes it from whoever has it, without their doing. */
    SpecialistEnded takeAway(Instant at) {
        return takeAway(at, false);
    }

    private SpecialistEnded takeAway(Instant at, boolean byThemselves) {
        var holder = holder().orElseThrow(() -> new IllegalStateException("Nobody has this request"));
        state = Lifecycle.after(state, Act.HAND_BACK);
        if (byThemselves) {
            handedBackBy = Stream.concat(Arrays.stream(handedBackBy), Stream.of(holder.value()))
                    .distinct()
                    .toArray(UUID[]::new);
        }
        practitionerId = null;
        assignedAt = null;
        acceptedAt = null;
        waitingSince = at;
        return new SpecialistEnded(id(), family(), discipline, holder, EndReason.HANDED_BACK, at);
    }

    SpecialistEnded finish(PractitionerId by, Instant at) {
        mustBeHeldBy(by);
        state = Lifecycle.after(state, Act.FINISH);
        endedAt = at;
        endReason = EndReason.FINISHED;
        return new SpecialistEnded(id(), family(), discipline, by, EndReason.FINISHED, at);
    }

    /** Ends it for a reason that lies outside; says who had it, if anybody had. */
    Optional<SpecialistEnded> end(EndReason reason, Instant at) {
        var holder = holder();
        state = Lifecycle.after(state, Act.END);
        endedAt = at;
        endReason = reason;
        waitingSince = null;
        limitAt = null;
        return holder.map(practitioner -> new SpecialistEnded(id(), family(), discipline, practitioner, reason, at));
    }

    void mayRecordInput(PractitionerId by) {
        mustBeHeldBy(by);
        state = Lifecycle.after(state, Act.RECORD_INPUT);
    }

    void waitsUntil(Instant limit) {
        limitAt = limit;
    }

    void worksForTeam(TeamCode team) {
        teamCode = team.value();
    }

    void becomesUrgent() {
        urgent = true;
    }

    void belongsTo(FamilyId family) {
        familyId = family.value();
    }

    /** Why somebody who had it cannot do anything with it any more; empty for its holder and for those who never had it. */
    Optional<Refusal> whyNoLongerOf(PractitionerId practitioner) {
        if (!isOpen() && practitioner.value().equals(practitionerId)) {
            return Optional.of(Lifecycle.ended());
        }
        return isOpen()
                        && handedBackBy().contains(practitioner)
                        && !practitioner.value().equals(practitionerId)
                ? Optional.of(elsewhere())
                : Optional.empty();
    }

    /** Whether this practitioner has it now. */
    boolean isWith(PractitionerId practitioner) {
        return isOpen() && practitioner.value().equals(practitionerId);
    }

    private Refusal elsewhere() {
        return new Refusal(
                "someone-elses-request",
                practitionerId == null ? "Nobody has this request yet" : "Somebody else has this request",
                "Only the practitioner who has it can do this");
    }

    /** An ended request answers "ended" to everybody; an open one only obeys who has it. */
    private void mustBeHeldBy(PractitionerId practitioner) {
        if (isOpen() && !practitioner.value().equals(practitionerId)) {
            throw elsewhere();
        }
    }

    RequestId id() {
        return new RequestId(requestId);
    }

    FamilyId family() {
        return new FamilyId(familyId);
    }

    Discipline discipline() {
        return discipline;
    }

    TeamCode team() {
        return new TeamCode(teamCode);
    }

    State state() {
        return state;
    }

    boolean isOpen() {
        return Lifecycle.OPEN.contains(state);
    }

    boolean isWaiting() {
        return state == State.WAITING;
    }

    boolean isUrgent() {
        return urgent;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    Instant waitingSince() {
        return waitingSince == null ? requestedAt : waitingSince;
    }

    boolean limitIsKnown() {
        return limitAt != null;
    }

    /** Who works on it now; nobody once it ended. */
    Optional<PractitionerId> holder() {
        return isOpen() ? Optional.ofNullable(practitionerId).map(PractitionerId::new) : Optional.empty();
    }

    Set<PractitionerId> handedBackBy() {
        return Arrays.stream(handedBackBy).map(PractitionerId::new).collect(Collectors.toUnmodifiableSet());
    }

    RequestRow row() {
        return new RequestRow(
                requestId,
                familyId,
                discipline,
                state.name(),
                teamCode,
                urgent,
                practitionerId,
                requestedAt,
                assignedAt,
                acceptedAt,
                waitingSince,
                limitAt,
                endedAt,
                endReason == null ? null : endReason.name());
    }
}
