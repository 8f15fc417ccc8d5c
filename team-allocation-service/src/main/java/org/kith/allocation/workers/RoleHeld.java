package org.kith.allocation.workers;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.kith.platform.security.Role;

/** A role from the day it was taken to the day it was left. */
@Entity
@Table(name = "role_held")
class RoleHeld {

    @Id
    @Column(updatable = false)
    private UUID id;

    @TenantId
    @Column(updatable = false)
    private @Nullable String council;

    @Enumerated(EnumType.STRING)
    @Column(name = "role_code", columnDefinition = "text")
    private Role role;

    private String teamCode;

    private LocalDate joinedOn;

    private @Nullable LocalDate leftOn;

    @Column(updatable = false)
    private Instant recordedAt;

    @SuppressWarnings("NullAway") // for Hibernate, which fills the fields
    protected RoleHeld() {}

    RoleHeld(RoleIn role, LocalDate joinedOn, Instant recordedAt) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.role = role.role();
        this.teamCode = role.team();
        this.joinedOn = joinedOn;
        this.recordedAt = recordedAt;
    }

    RoleIn role() {
        return new RoleIn(role, teamCode);
    }

    boolean isHeld() {
        return leftOn == null;
    }

    /** A role is never left before it was taken. */
    LocalDate leave(LocalDate on) {
        leftOn = on.isBefore(joinedOn) ? joinedOn : on;
        return leftOn;
    }
}
