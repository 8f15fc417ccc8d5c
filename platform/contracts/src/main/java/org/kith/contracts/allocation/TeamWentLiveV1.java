package org.kith.contracts.allocation;

import java.time.LocalDate;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * A locality team takes families from this day.
 *
 * @param teamCode the team
 * @param name what the team is called
 * @param districtCode ONS code of its district
 * @param liveFrom first day it takes families
 * @param capacityPoints how many families it has room for
 */
@WireName(value = "team.went-live.v1", topic = "kith.teams")
public record TeamWentLiveV1(String teamCode, String name, String districtCode, LocalDate liveFrom, int capacityPoints)
        implements Announcement {

    @Override
    public String key() {
        return teamCode;
    }
}
