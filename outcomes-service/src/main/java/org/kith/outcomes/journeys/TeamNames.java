package org.kith.outcomes.journeys;

import java.util.LinkedHashMap;
import java.util.Map;
import org.kith.platform.council.Council;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The teams as their last fact named them. */
@Repository
public class TeamNames {

    private final JdbcClient jdbc;

    TeamNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Names by team code, in the order of the codes. */
    public Map<String, String> all() {
        var names = new LinkedHashMap<String, String>();
        jdbc.sql("select team_code, name from team where council = :council order by team_code")
                .param("council", Council.current().value())
                .query((row, number) -> names.put(row.getString("team_code"), row.getString("name")))
                .list();
        return names;
    }

    void know(KnowTeam team) {
        jdbc.sql("""
                        insert into team (council, team_code, name, district_code, live_from)
                        values (:council, :team, :name, :district, :liveFrom)
                        on conflict (council, team_code) do update
                           set name = excluded.name,
                               district_code = excluded.district_code,
                               live_from = coalesce(excluded.live_from, team.live_from)
                        """)
                .param("council", Council.current().value())
                .param("team", team.teamCode())
                .param("name", team.name())
                .param("district", team.districtCode())
                .param("liveFrom", team.liveFrom())
                .update();
    }
}
