package org.kith.allocation.teams;

import org.kith.platform.council.Council;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives a council without teams the ones it starts with, by the same road as a team made by hand. */
@Service
public class StartCountyHandler {

    /** Any number no other work in this database uses; keeps two instances from starting one county at once. */
    private static final long ONE_AT_A_TIME = 20_210_225L;

    private final CreateTeamHandler createTeam;
    private final JdbcClient sql;

    StartCountyHandler(CreateTeamHandler createTeam, JdbcClient sql) {
        this.createTeam = createTeam;
        this.sql = sql;
    }

    /** Does nothing for a council that has a team, or whose teams are not known as data. */
    @Transactional
    public void handle() {
        var council = Council.current();
        sql.sql("select pg_advisory_xact_lock(:key)")
                .param("key", ONE_AT_A_TIME)
                .query(rows -> {});
        var teams = sql.sql("select count(*) from team where council = :council")
                .param("council", council.value())
                .query(Integer.class)
                .single();
        if (teams == 0 && CountyData.isKnown(council)) {
            CountyData.teams(council).forEach(createTeam::handle);
        }
    }
}
