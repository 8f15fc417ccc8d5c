package org.kith.allocation.families;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.teams.TeamCode;
import org.kith.platform.council.Council;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Every decision about every family's place; rows are only added. */
@Component
class Decisions {

    private final JdbcClient sql;
    private final Clock clock;

    Decisions(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void add(Decision decision) {
        sql.sql("""
                        insert into allocation_decision (council, id, family_id, referral_id, answers_referral, outcome,
                            reason_code, team_code, runner_up, reasons, note, decided_at, recorded_at, decided_by)
                        values (:council, :id, :family, :referral, :answers, :outcome, :reason, :team, :runnerUp, :reasons, :note,
                            :at, :recorded, :by)""")
                .param("council", Council.current().value())
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("family", decision.family().value())
                .param(
                        "referral",
                        decision.referral() == null ? null : decision.referral().value())
                .param("answers", decision.answersReferral())
                .param("outcome", decision.outcome().name())
                .param("reason", decision.reasonCode())
                .param("team", decision.team() == null ? null : decision.team().value())
                .param(
                        "runnerUp",
                        decision.runnerUp() == null ? null : decision.runnerUp().value())
                .param("reasons", decision.reasons().toArray(String[]::new))
                .param("note", decision.note())
                .param("at", utc(decision.at()))
                .param("recorded", utc(clock.instant()))
                .param("by", decision.by())
                .update();
    }

    /** Whether this accepted referral has had its answer. */
    boolean hasAnswered(ReferralId referral) {
        return sql.sql("""
                        select exists (select 1 from allocation_decision
                        where council = :council and referral_id = :referral and answers_referral)""")
                .param("council", Council.current().value())
                .param("referral", referral.value())
                .query(Boolean.class)
                .single();
    }

    /** All of a family, newest first. */
    List<Decision> of(FamilyId family) {
        return sql.sql(
                        "select * from allocation_decision where council = :council and family_id = :family order by id desc")
                .param("council", Council.current().value())
                .param("family", family.value())
                .query((row, number) -> decision(row))
                .list();
    }

    /** The one that counts now for each of these families' teams, for boards. */
    List<Decision> latestAllocations(List<UUID> families) {
        return families.isEmpty()
                ? List.of()
                : sql.sql("""
                        select distinct on (family_id) * from allocation_decision
                        where council = :council and family_id in (:families) and outcome in ('ALLOCATED', 'TRANSFERRED')
                        order by family_id, id desc""")
                        .param("council", Council.current().value())
                        .param("families", families)
                        .query((row, number) -> decision(row))
                        .list();
    }

    private static Decision decision(ResultSet row) throws SQLException {
        return new Decision(
                new FamilyId(row.getObject("family_id", UUID.class)),
                Optional.ofNullable(row.getObject("referral_id", UUID.class))
                        .map(ReferralId::new)
                        .orElse(null),
                row.getBoolean("answers_referral"),
                Decision.Outcome.valueOf(row.getString("outcome")),
                row.getString("reason_code"),
                team(row.getString("team_code")),
                team(row.getString("runner_up")),
                List.of((String[]) row.getArray("reasons").getArray()),
                row.getString("note"),
                row.getTimestamp("decided_at").toInstant(),
                row.getString("decided_by"));
    }

    private static @Nullable TeamCode team(@Nullable String code) {
        return code == null ? null : new TeamCode(code);
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
