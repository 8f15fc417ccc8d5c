package org.kith.referral.timelines;

import java.util.Optional;
import org.kith.platform.council.Council;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the teams are called, as heard. */
@Component
@Transactional
public class KnownTeams {

    private final JdbcClient jdbc;

    KnownTeams(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the newest name. */
    public void called(String teamCode, String name) {
        jdbc.sql("""
                insert into known_team (council, team_code, name) values (?, ?, ?)
                on conflict (council, team_code) do update set name = excluded.name
                """)
                .param(Council.current().value())
                .param(teamCode)
                .param(name)
                .update();
    }

    /** A team's name; empty if it was not heard yet. */
    public Optional<String> nameOf(String teamCode) {
        return jdbc.sql("select name from known_team where council = ? and team_code = ?")
                .param(Council.current().value())
                .param(teamCode)
                .query(String.class)
                .optional();
    }
}
