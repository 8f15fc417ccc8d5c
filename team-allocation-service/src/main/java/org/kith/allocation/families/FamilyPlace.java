package org.kith.allocation.families;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.families.PlaceState.Act;
import org.kith.allocation.placements.FamilyToPlace;
import org.kith.allocation.placements.WaitReason;
import org.kith.allocation.teams.AreaCode;
import org.kith.allocation.teams.DistrictCode;
import org.kith.allocation.teams.TeamBooks;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.workers.WorkerId;
import org.kith.platform.refusal.Refusal;

/** Where an accepted family stands. There is one for each family, so that it is held or waits exactly once. */
@Entity
@Table(name = "family_place")
class FamilyPlace {

    @Id
    @Column(updatable = false)
    private UUID familyId;

    @TenantId
    @Column(updatable = false)
    private @Nullable String council;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "text")
    private PlaceState state;

    private @Nullable String teamCode;

    private UUID referralId;

    private Instant since;

    private @Nullable String areaCode;

    private @Nullable String districtCode;

    private boolean addressProtected;

    private boolean urgent;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "text")
    private @Nullable WaitReason waitReason;

    private @Nullable String wantedTeam;

    private @Nullable Instant limitAt;

    private @Nullable UUID leadWorkerId;

    private @Nullable UUID joinedInto;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway") // for Hibernate, which fills the fields
    protected FamilyPlace() {}

    /** A family that has just been heard of. */
    FamilyPlace(FamilyId family, ReferralId referral, Instant at) {
        this.familyId = family.value();
        this.referralId = referral.value();
        this.since = at;
        this.state = PlaceState.ARRIVED;
    }

    /** Takes in what another referral says; protection never ends by itself, and an area is not kept beside it. */
    void learns(AllocateFamily accepted) {
        addressProtected = addressProtected || accepted.addressProtected();
        if (accepted.area() != null || accepted.district() != null) {
            areaCode = accepted.area() == null ? null : accepted.area().value();
            districtCode =
                    accepted.district() == null ? null : accepted.district().value();
        }
        if (addressProtected) {
            areaCode = null;
        }
        urgent = accepted.immediateDanger() || (state == PlaceState.WAITING && urgent);
        referralId = accepted.referral().value();
    }

    /** Its area is forgotten; there is no way back. */
    void protect() {
        addressProtected = true;
        areaCode = null;
    }

    FamilyToPlace asQuestion(Instant at) {
        return new FamilyToPlace(team(), area(), district(), addressProtected, TeamBooks.day(at));
    }

    void waitFor(WaitReason why, @Nullable TeamCode wanted, Instant at, Instant limit) {
        since = state == PlaceState.WAITING ? since : at;
        state = after(Act.WAIT);
        waitReason = why;
        wantedTeam = wanted == null ? null : wanted.value();
        limitAt = limitAt == null || limit.isBefore(limitAt) ? limit : limitAt;
    }

    /** A person may choose a team only for a family that waits for one. */
    void mustWait(Instant at) {
        if (state == PlaceState.CLOSED) {
            throw new Refusal(
                    "family-closed", "The work with this family has been closed", "A new referral opens it again.");
        }
        if (state != PlaceState.WAITING) {
            throw refused(Act.ALLOCATE);
        }
        notBefore(at);
    }

    void allocateTo(TeamCode team, Instant at) {
        state = after(Act.ALLOCATE);
        teamCode = team.value();
        since = at;
        endWait();
    }

    void stay() {
        state = after(Act.STAY);
    }

    /** Whoever led in the old team does not lead in the new one. */
    TeamCode transferTo(TeamCode team, Instant at) {
        var next = after(Act.TRANSFER);
        var from = Objects.requireNonNull(team());
        if (from.equals(team)) {
            throw new Refusal("same-team", "This team holds the family already", "Choose another team.");
        }
        notBefore(at);
        state = next;
        teamCode = team.value();
        since = at;
        leadWorkerId = null;
        return from;
    }

    /** The team in which the new lead works. */
    TeamCode nameLead(WorkerId worker, Instant at) {
        var next = after(Act.NAME_LEAD);
        notBefore(at);
        state = next;
        leadWorkerId = worker.value();
        return Objects.requireNonNull(team());
    }

    /** Keeps the lead of a family that was joined into this one. */
    TeamCode keepLead(WorkerId worker) {
        state = after(Act.NAME_LEAD);
        leadWorkerId = worker.value();
        return Objects.requireNonNull(team());
    }

    void endLead() {
        leadWorkerId = null;
    }

    TeamCode close(Instant at) {
        var next = after(Act.CLOSE);
        notBefore(at);
        var from = Objects.requireNonNull(team());
        state = next;
        leave(at);
        return from;
    }

    /** Leaves the queue without a team. */
    void letGo(Instant at) {
        state = after(Act.LET_GO);
        endWait();
        leave(at);
    }

    /** Turns out to be another family, which goes on, and alone knows where it lives: that may have to be forgotten one day. */
    void joinInto(FamilyId survivor, Instant at) {
        state = after(Act.JOIN);
        areaCode = null;
        joinedInto = survivor.value();
        leave(at);
        endWait();
    }

    /** Takes over what is known of where an absorbed family lives; protection holds for both. */
    void learnsFrom(FamilyPlace absorbed) {
        addressProtected = addressProtected || absorbed.addressProtected;
        if (areaCode == null && districtCode == null) {
            areaCode = absorbed.areaCode;
            districtCode = absorbed.districtCode;
        }
        if (addressProtected) {
            areaCode = null;
        }
        urgent = urgent || (absorbed.state == PlaceState.WAITING && absorbed.urgent);
    }

    private void leave(Instant at) {
        teamCode = null;
        leadWorkerId = null;
        since = at;
    }

    private void endWait() {
        waitReason = null;
        wantedTeam = null;
        limitAt = null;
    }

    private PlaceState after(Act act) {
        return state.after(act).orElseThrow(() -> refused(act));
    }

    private Refusal refused(Act act) {
        return switch (state) {
            case HELD ->
                new Refusal(
                        "family-already-held",
                        "A team holds this family",
                        "Transfer it if another team should hold it.");
            case JOINED ->
                new Refusal(
                        "family-joined",
                        "This family turned out to be another one",
                        "Open the family it was joined into.");
            case ARRIVED, WAITING, CLOSED ->
                new Refusal(
                        "family-not-held",
                        "No team holds this family",
                        act == Act.CLOSE && state == PlaceState.CLOSED
                                ? "The work with it has been closed."
                                : "Place it with a team first.");
        };
    }

    private void notBefore(Instant at) {
        if (at.isBefore(since)) {
            throw Refusal.unprocessable(
                    "before-the-family-came",
                    "That is before the family came to where it stands now",
                    "Check the day and the time.");
        }
    }

    FamilyId family() {
        return new FamilyId(familyId);
    }

    ReferralId referral() {
        return new ReferralId(referralId);
    }

    PlaceState state() {
        return state;
    }

    @Nullable TeamCode team() {
        return teamCode == null ? null : new TeamCode(teamCode);
    }

    Instant since() {
        return since;
    }

    @Nullable AreaCode area() {
        return areaCode == null ? null : new AreaCode(areaCode);
    }

    @Nullable DistrictCode district() {
        return districtCode == null ? null : new DistrictCode(districtCode);
    }

    boolean urgent() {
        return urgent;
    }

    @Nullable WaitReason waitReason() {
        return waitReason;
    }

    @Nullable TeamCode wantedTeam() {
        return wantedTeam == null ? null : new TeamCode(wantedTeam);
    }

    @Nullable Instant limitAt() {
        return limitAt;
    }

    @Nullable WorkerId lead() {
        return leadWorkerId == null ? null : new WorkerId(leadWorkerId);
    }

    @Nullable FamilyId joinedInto() {
        return joinedInto == null ? null : new FamilyId(joinedInto);
    }
}
