package org.kith.allocation.families;

import java.time.Instant;
import org.kith.platform.security.Role;
import org.kith.platform.time.WorkingDays;
import org.kith.platform.waiting.Waiting;
import org.springframework.stereotype.Component;

/** What a team's manager has to settle about a family; each ends with the act that settles it. */
@Component
class FamilyTasks {

    /** The lead practitioner left the team, and nobody has followed. */
    private static final String LEAD_HANDOVER = "LEAD_HANDOVER";

    /** Two joined families had two teams; the survivor's keeps it until somebody says otherwise. */
    private static final String TEAM_AFTER_JOIN = "TEAM_AFTER_JOIN";

    private static final int LIMIT_IN_WORKING_DAYS = 1;

    private final Waiting waiting;
    private final WorkingDays workingDays;

    FamilyTasks(Waiting waiting, WorkingDays workingDays) {
        this.waiting = waiting;
        this.workingDays = workingDays;
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
