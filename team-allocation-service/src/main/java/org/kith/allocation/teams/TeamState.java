package org.kith.allocation.teams;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** What is true of a team from a day on. Never changed; a correction is a newer record for the same day. */
@Entity
@Table(name = "team_state")
class TeamState {

    @Id
    @Column(updatable = false)
    private UUID id;

    @TenantId
    @Column(updatable = false)
    private @Nullable String council;

    @Column(name = "effective_from")
    private LocalDate effectiveFrom;

    private String name;

    private int capacityPoints;

    private @Nullable LocalDate liveFrom;

    private @Nullable LocalDate closedFrom;

    private Instant recordedAt;

    @Column(updatable = false)
    private String recordedBy;

    @SuppressWarnings("NullAway") // for Hibernate, which fills the fields
    protected TeamState() {}

    TeamState(LocalDate effectiveFrom, TeamDetails details, Instant recordedAt, String recordedBy) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.effectiveFrom = effectiveFrom;
        this.name = details.name();
        this.capacityPoints = details.capacityPoints();
        this.liveFrom = details.liveFrom();
        this.closedFrom = details.closedFrom();
        this.recordedAt = recordedAt;
        this.recordedBy = recordedBy;
    }

    LocalDate effectiveFrom() {
        return effectiveFrom;
    }

    Instant recordedAt() {
        return recordedAt;
    }

    TeamDetails details() {
        return new TeamDetails(name, capacityPoints, liveFrom, closedFrom);
    }
}
