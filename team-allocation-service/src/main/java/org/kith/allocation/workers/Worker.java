package org.kith.allocation.workers;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** Somebody who works here, with every role they hold or held. */
@Entity
@Table(name = "worker")
class Worker {

    @Id
    @Column(updatable = false)
    private UUID workerId;

    @TenantId
    @Column(updatable = false)
    private @Nullable String council;

    private String displayName;

    @OneToMany(cascade = CascadeType.ALL, fetch = FetchType.EAGER)
    @JoinColumn(name = "worker_id", nullable = false, updatable = false)
    private List<RoleHeld> roles = new ArrayList<>();

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway") // for Hibernate, which fills the fields
    protected Worker() {}

    Worker(WorkerId id, String name) {
        this.workerId = id.value();
        this.displayName = name;
    }

    void isCalled(String name) {
        displayName = name;
    }

    /** Takes the roles that are new; those held already stay as they are. */
    List<WorkerJoinedTeam> take(Set<RoleIn> wanted, LocalDate from, Instant at) {
        var held = held();
        return wanted.stream()
                .filter(role -> !held.contains(role))
                .map(role -> {
                    roles.add(new RoleHeld(role, from, at));
                    return new WorkerJoinedTeam(id(), role, from);
                })
                .toList();
    }

    /** Leaves the roles that match. */
    List<WorkerLeft> leave(Predicate<RoleIn> which, LocalDate on) {
        var left = roles.stream()
                .filter(role -> role.isHeld() && which.test(role.role()))
                .toList();
        var days = left.stream().map(role -> role.leave(on)).toList();
        var still = held().stream().map(RoleIn::team).collect(Collectors.toSet());
        var events = new ArrayList<WorkerLeft>();
        for (int i = 0; i < left.size(); i++) {
            var role = left.get(i).role();
            events.add(new WorkerLeft(id(), role, still.contains(role.team()), days.get(i)));
        }
        return events;
    }

    WorkerId id() {
        return new WorkerId(workerId);
    }

    String name() {
        return displayName;
    }

    Set<RoleIn> held() {
        return roles.stream().filter(RoleHeld::isHeld).map(RoleHeld::role).collect(Collectors.toSet());
    }
}
