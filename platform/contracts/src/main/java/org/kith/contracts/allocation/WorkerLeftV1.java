package org.kith.contracts.allocation;

import java.time.LocalDate;
import java.util.UUID;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * A worker no longer holds a role.
 *
 * @param workerId the worker
 * @param teamCode the team, or COUNTY
 * @param roleCode the role that ended
 * @param leftOn first day without it
 */
@WireName(value = "worker.left.v1", topic = "kith.teams")
public record WorkerLeftV1(UUID workerId, String teamCode, String roleCode, LocalDate leftOn) implements Announcement {

    @Override
    public String key() {
        return teamCode;
    }
}
