package org.kith.allocation.families.web;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.families.Decision;
import org.kith.allocation.families.FamilyStanding;
import org.kith.allocation.families.FamilyTasks;
import org.kith.allocation.placements.WaitReason;
import org.kith.allocation.teams.TeamBooks;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.workers.WorkerDirectory;
import org.kith.platform.security.Role;
import org.springframework.stereotype.Component;

/** Puts names to the codes of a family's place. */
@Component
class FamilyWords {

    private final TeamBooks teams;
    private final WorkerDirectory workers;
    private final FamilyTasks tasks;
    private final Clock clock;

    FamilyWords(TeamBooks teams, WorkerDirectory workers, FamilyTasks tasks, Clock clock) {
        this.teams = teams;
        this.workers = workers;
        this.tasks = tasks;
        this.clock = clock;
    }

    /**
     * Whoever may not read what others wrote sees the decisions without their notes, where an address may stand, and without why that team
     * was chosen and which came next, which tell where the family lives.
     */
    FamilyView family(FamilyStanding standing, List<Decision> decisions, boolean withNotes) {
        var people = new HashSet<UUID>();
        decisions.forEach(decision -> worker(decision.by()).ifPresent(people::add));
        var lead = standing.lead();
        if (lead != null) {
            people.add(lead.value());
        }
        var names = workers.names(people);
        var family = standing.family().value();
        var open = tasks.open(List.of(family)).getOrDefault(family, List.of());
        return new FamilyView(
                family,
                standing.state(),
                code(standing.team()),
                teamName(standing.team()),
                lead == null ? null : lead.value(),
                lead == null ? null : names.get(lead.value()),
                standing.since(),
                standing.joinedInto() == null ? null : standing.joinedInto().value(),
                decisions.stream()
                        .map(decision -> view(decision, names, withNotes))
                        .toList(),
                waits(standing),
                tasks.leadBy(standing, open),
                TaskView.afterJoin(open, clock.instant()));
    }

    private FamilyView.DecisionView view(Decision decision, Map<UUID, String> names, boolean withNote) {
        return new FamilyView.DecisionView(
                decision.at(),
                code(decision.team()),
                decision.outcome().name(),
                decision.reasonCode(),
                withNote ? decision.reasons() : List.of(),
                withNote ? code(decision.runnerUp()) : null,
                withNote ? decision.note() : null,
                decision.by(),
                worker(decision.by()).map(names::get).orElse(null));
    }

    private FamilyView.@Nullable WaitView waits(FamilyStanding standing) {
        WaitReason reason = standing.waitReason();
        if (reason == null) {
            return null;
        }
        var limitAt = Objects.requireNonNull(standing.limitAt());
        return new FamilyView.WaitView(
                reason.name(),
                reason.text(),
                Role.ALLOCATION_DUTY.name(),
                standing.since(),
                limitAt,
                limitAt.isBefore(clock.instant()),
                standing.urgent(),
                code(standing.wantedTeam()));
    }

    private @Nullable String teamName(@Nullable TeamCode team) {
        return team == null
                ? null
                : teams.current()
                        .team(team, teams.today())
                        .map(found -> found.name())
                        .orElse(null);
    }

    private static @Nullable String code(@Nullable TeamCode team) {
        return team == null ? null : team.value();
    }

    private static Optional<UUID> worker(String by) {
        try {
            return Optional.of(UUID.fromString(by));
        } catch (IllegalArgumentException nobody) {
            return Optional.empty();
        }
    }
}
