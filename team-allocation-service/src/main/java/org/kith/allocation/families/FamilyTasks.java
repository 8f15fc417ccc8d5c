package org.kith.allocation.families;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kith.platform.security.Role;
import org.kith.platform.time.WorkingDays;
import org.kith.platform.waiting.Waiting;
import org.springframework.stereotype.Component;

/** What a team's manager has to settle about a family; each ends with the act that settles it. */
@Component
public class FamilyTasks {

    /** The lead practitioner left the team, and nobody has followed. */
    private static final String LEAD_HANDOVER = "LEAD_HANDOVER";

    /** Two joined families had two teams; the survivor's keeps it until somebody says otherwise. */
    private static final String TEAM_AFTER_JOIN = "TEAM_AFTER_JOIN";

    private static final int LIMIT_IN_WORKING_DAYS = 1;

    /** More joined families that nobody settled than this are listed where all that waits is. */
    private static final int MOST = 500;

    private final Waiting waiting;
    private final WorkingDays workingDays;

    FamilyTasks(Waiting waiting, WorkingDays workingDays) {
        this.waiting = waiting;
        this.workingDays = workingDays;
    }

    /** Until when a family that a team has held since then must have a lead practitioner. */
    public Instant leadBy(Instant heldSince) {
        return workingDays.deadline(heldSince, LIMIT_IN_WORKING_DAYS);
    }

    /** What of these a manager has to settle about the family now. */
    public List<Waiting.Item> open(FamilyId family) {
        return waiting.about(family.value().toString()).stream()
                .filter(item -> item.kind().equals(LEAD_HANDOVER) || item.kind().equals(TEAM_AFTER_JOIN))
                .toList();
    }

    /** Of these families those that two teams held when they were joined, with what is to be settled; one statement for all. */
    public Map<UUID, Waiting.Item> afterJoin(Collection<UUID> families) {
        return waiting.open(TEAM_AFTER_JOIN, 0, MOST).stream()
                .filter(item -> item.family().filter(families::contains).isPresent())
                .collect(Collectors.toMap(item -> item.family().orElseThrow(), Function.identity()));
    }

    /** The same in words. */
    public static String words(Waiting.Item task) {
        return task.kind().equals(TEAM_AFTER_JOIN)
                ? "Two teams held the families that were joined: say which one keeps it"
                : "The lead practitioner has left: name another";
    }

    void leadLeft(FamilyId family, Instant at) {
        raise(LEAD_HANDOVER, family, "LEAD_LEFT_TEAM", at);
    }

    void twoTeams(FamilyId family, Instant at) {
        raise(TEAM_AFTER_JOIN, family, "HELD_BY_TWO_TEAMS", at);
    }

    /** A manager named a lead, transferred or closed: whatever was open is settled. */
    void settled(FamilyId family) {
        waiting.end(LEAD_HANDOVER, family.value().toString());
        waiting.end(TEAM_AFTER_JOIN, family.value().toString());
    }

    private void raise(String kind, FamilyId family, String reason, Instant at) {
        var id = family.value().toString();
        waiting.begin(new Waiting.Item(
                kind,
                id,
                id,
                Role.TEAM_MANAGER.name(),
                reason,
                false,
                at,
                workingDays.deadline(at, LIMIT_IN_WORKING_DAYS),
                false));
    }
}
