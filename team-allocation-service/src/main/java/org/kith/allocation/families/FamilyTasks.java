package org.kith.allocation.families;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.platform.security.Role;
import org.kith.platform.time.WorkingDays;
import org.kith.platform.waiting.Waiting;
import org.springframework.stereotype.Component;

/** What a team's manager has to settle about a family; each ends with the act that settles it. */
@Component
public class FamilyTasks {

    /** A team holds the family, and nobody leads the work: not yet, or no longer. */
    private static final String LEAD_TO_NAME = "LEAD_TO_NAME";

    /** Two joined families had two teams; the survivor's keeps it until somebody says otherwise. */
    private static final String TEAM_AFTER_JOIN = "TEAM_AFTER_JOIN";

    private static final int LIMIT_IN_WORKING_DAYS = 1;

    private final Waiting waiting;
    private final WorkingDays workingDays;

    FamilyTasks(Waiting waiting, WorkingDays workingDays) {
        this.waiting = waiting;
        this.workingDays = workingDays;
    }

    /** What managers have to settle about these families now; one statement however many there are. */
    public Map<UUID, List<Waiting.Item>> open(Collection<UUID> families) {
        return waiting.about(families.stream().map(UUID::toString).toList()).stream()
                .filter(item -> item.kind().equals(LEAD_TO_NAME) || item.kind().equals(TEAM_AFTER_JOIN))
                .collect(Collectors.groupingBy(item -> item.family().orElseThrow()));
    }

    /**
     * Until when the team that holds the family names a lead practitioner; absent once there is one, or where no team holds it.
     *
     * @param open what is to be settled about it
     */
    public @Nullable Instant leadBy(FamilyStanding family, List<Waiting.Item> open) {
        return family.team() == null || family.lead() != null
                ? null
                : of(LEAD_TO_NAME, open).map(Waiting.Item::limitAt).orElse(null);
    }

    /** Of what is to be settled, that two teams held the families that were joined. */
    public static Optional<Waiting.Item> afterJoin(List<Waiting.Item> open) {
        return of(TEAM_AFTER_JOIN, open);
    }

    private static Optional<Waiting.Item> of(String kind, List<Waiting.Item> open) {
        return open.stream().filter(item -> item.kind().equals(kind)).findFirst();
    }

    /** A team has just got the family: somebody is to lead the work. */
    void needsLead(FamilyPlace family, Instant at) {
        raise(LEAD_TO_NAME, family.family(), "NO_LEAD_YET", family.urgent(), at);
    }

    void leadLeft(FamilyPlace family, Instant at) {
        raise(LEAD_TO_NAME, family.family(), "LEAD_LEFT_TEAM", family.urgent(), at);
    }

    /** Families were joined, and whoever led one works with the perpetrator in the other. */
    void leadStandsWithThePerpetrator(FamilyPlace family, Instant at) {
        raise(LEAD_TO_NAME, family.family(), "LEAD_WORKS_WITH_PERPETRATOR", family.urgent(), at);
    }

    void twoTeams(FamilyPlace family, Instant at) {
        raise(TEAM_AFTER_JOIN, family.family(), "HELD_BY_TWO_TEAMS", family.urgent(), at);
    }

    /** Somebody leads the work now. */
    void hasLead(FamilyId family) {
        waiting.end(LEAD_TO_NAME, family.value().toString());
    }

    /** A manager named a lead, transferred or closed: whatever was open is settled. */
    void settled(FamilyId family) {
        hasLead(family);
        waiting.end(TEAM_AFTER_JOIN, family.value().toString());
    }

    private void raise(String kind, FamilyId family, String reason, boolean urgent, Instant at) {
        var id = family.value().toString();
        waiting.begin(new Waiting.Item(
                kind,
                id,
                id,
                Role.TEAM_MANAGER.name(),
                reason,
                urgent,
                at,
                workingDays.deadline(at, LIMIT_IN_WORKING_DAYS),
                false));
    }
}
