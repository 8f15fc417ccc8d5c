package org.kith.allocation.families;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.workers.WorkerId;
import org.kith.platform.council.Council;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who led the work with a family, and when; one at a time in each duty. */
@Component
class Leads {

    /** The lead of family help; a lead of child protection may one day stand beside it. */
    private static final String FAMILY_HELP = "FAMILY_HELP";

    private final JdbcClient sql;

    Leads(JdbcClient sql) {
        this.sql = sql;
    }

    void begin(FamilyId family, WorkerId worker, TeamCode team, Instant at) {
        end(family, at);
        sql.sql("""
                        insert into family_lead (council, id, family_id, worker_id, team_code, duty_code, from_at)
                        values (:council, :id, :family, :worker, :team, :duty, :at)""")
                .param("council", Council.current().value())
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("family", family.value())
                .param("worker", worker.value())
                .param("team", team.value())
                .param("duty", FAMILY_HELP)
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
    }

    void end(FamilyId family, Instant at) {
        sql.sql("""
                        update family_lead set until_at = greatest(from_at, :at)
                        where council = :council and family_id = :family and duty_code = :duty and until_at is null""")
                .param("council", Council.current().value())
                .param("family", family.value())
                .param("duty", FAMILY_HELP)
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
    }
}
