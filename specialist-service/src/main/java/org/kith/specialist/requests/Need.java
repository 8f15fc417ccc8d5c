package org.kith.specialist.requests;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.kith.specialist.practitioners.Discipline;

/** What one accepted referral calls for. Acceptance and allocation are heard on different topics, either first. */
@Entity
class Need {

    @Id
    private UUID referralId;

    @TenantId
    @SuppressWarnings("unused") // Hibernate writes it.
    private String council;

    private UUID familyId;

    private String[] disciplines = {};
    private boolean urgent;
    private @Nullable Instant acceptedAt;
    private @Nullable Instant allocatedAt;
    private boolean opened;
    private boolean closed;

    @Version
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the council.
    Need(ReferralId referral, FamilyId family) {
        this.referralId = referral.value();
        this.familyId = family.value();
    }

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected Need() {}

    void accepted(List<Discipline> needed, boolean inDanger, Instant at) {
        disciplines = needed.stream().distinct().map(Discipline::name).toArray(String[]::new);
        urgent = inDanger;
        acceptedAt = at;
    }

    void allocated(Instant at) {
        allocatedAt = at;
        closed = false;
    }

    /** The team closed its work; what was taken on until now is over. */
    void closeIfTakenOn() {
        closed = closed || opened || allocatedAt != null;
    }

    void open() {
        opened = true;
    }

    void belongsTo(FamilyId family) {
        familyId = family.value();
    }

    /** Accepted, and nothing was opened for it yet. */
    boolean waitsForTeam() {
        return isAccepted() && !opened && !closed;
    }

    ReferralId referral() {
        return new ReferralId(referralId);
    }

    FamilyId family() {
        return new FamilyId(familyId);
    }

    boolean isAccepted() {
        return acceptedAt != null;
    }

    boolean isClosed() {
        return closed;
    }

    boolean isUrgent() {
        return urgent;
    }

    /** When both were there: the later of acceptance and allocation. */
    Instant since() {
        var accepted = Objects.requireNonNull(acceptedAt, "not accepted yet");
        return allocatedAt != null && allocatedAt.isAfter(accepted) ? allocatedAt : accepted;
    }

    List<Discipline> disciplines() {
        return Arrays.stream(disciplines).map(Discipline::valueOf).sorted().toList();
    }
}
