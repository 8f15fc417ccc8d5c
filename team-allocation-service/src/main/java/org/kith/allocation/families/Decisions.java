package org.kith.allocation.families;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.teams.Days;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.transactions.PerTransaction;
import org.kith.platform.batches.Ahead;
import org.kith.platform.council.Council;
import org.kith.platform.refusal.Refusal;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every decision about every family's place; rows are only added. */
@Component
class Decisions {

    /** What a batch knows of answers. */
    private record Answers(Set<UUID> asked, Set<UUID> answered) {

        Answers() {
            this(new HashSet<>(), new HashSet<>());
        }
    }

    private final JdbcClient sql;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Ahead<Answers> answers = new Ahead<>(Answers::new);
    private final PerTransaction<List<Decision>> unwritten = new PerTransaction<>(ArrayList::new, this::write);

    Decisions(JdbcClient sql, JdbcTemplate jdbc, Clock clock) {
        this.sql = sql;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Written with all others of the transaction, just before it commits or somebody reads. */
    void add(Decision decision) {
        unwritten.get().add(decision);
        var batch = answers.current();
        var referral = decision.referral();
        if (batch != null && decision.answersReferral() && referral != null) {
            batch.answered.add(referral.value());
        }
    }

    private void write(List<Decision> decisions) {
        if (decisions.isEmpty()) {
            return;
        }
        var council = Council.current().value();
        var recorded = utc(clock.instant());
        jdbc.batchUpdate(
                """
                insert into allocation_decision (council, id, family_id, referral_id, answers_referral, outcome, reason_code,
                    team_code, runner_up, reasons, note, decided_at, recorded_at, decided_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                decisions.stream()
                        .map(decision -> new @Nullable Object[] {
                            council,
                            UuidCreator.getTimeOrderedEpoch(),
                            decision.family().value(),
                            decision.referral() == null
                                    ? null
                                    : decision.referral().value(),
                            decision.answersReferral(),
                            decision.outcome().name(),
                            decision.reasonCode(),
                            code(decision.team()),
                            code(decision.runnerUp()),
                            decision.reasons().toArray(String[]::new),
                            decision.note(),
                            utc(decision.at()),
                            recorded,
                            decision.by()
                        })
                        .toList());
        decisions.clear();
    }

    private JdbcClient written() {
        write(unwritten.get());
        return sql;
    }

    /** Reads for a whole batch which of its referrals have had their answer. */
    void lookAhead(Collection<ReferralId> referrals) {
        var batch = answers.current();
        if (batch == null || referrals.isEmpty()) {
            return;
        }
        var asked = referrals.stream().map(ReferralId::value).toArray(UUID[]::new);
        batch.asked.addAll(List.of(asked));
        batch.answered.addAll(written()
                .sql("""
                        select referral_id from allocation_decision
                        where council = :council and referral_id = any(:asked) and answers_referral""")
                .param("council", Council.current().value())
                .param("asked", asked)
                .query(UUID.class)
                .list());
    }

    /** Whether this accepted referral has had its answer. */
    boolean hasAnswered(ReferralId referral) {
        var batch = answers.current();
        if (batch != null && batch.asked.contains(referral.value())) {
            return batch.answered.contains(referral.value());
        }
        return written()
                .sql("""
                        select exists (select 1 from allocation_decision
                        where council = :council and referral_id = :referral and answers_referral)""")
                .param("council", Council.current().value())
                .param("referral", referral.value())
                .query(Boolean.class)
                .single();
    }

    /**
     * Whoever ends the work with a family looks back on all of it.
     *
     * @throws Refusal if a referral about the family, or about one that was joined into it, was accepted later than that
     */
    void nothingAcceptedAfter(FamilyId family, Instant at) {
        written()
                .sql("""
                        select max(decided_at) from allocation_decision
                        where council = :council and answers_referral and (family_id = :family or family_id in (
                            select family_id from family_place where council = :council and joined_into = :family))""")
                .param("council", Council.current().value())
                .param("family", family.value())
                .query((row, number) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .single()
                .filter(accepted -> accepted.isAfter(at))
                .ifPresent(accepted -> {
                    throw Refusal.unprocessable(
                            "referral-accepted-later",
                            "A referral about this family was accepted on " + Days.inWords(accepted)
                                    + ", after the day you gave",
                            "Choose a day after that, or keep the work open.");
                });
    }

    /** All of a family, newest first. */
    List<Decision> of(FamilyId family) {
        return written()
                .sql(
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
                : written()
                        .sql("""
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

    private static @Nullable String code(@Nullable TeamCode team) {
        return team == null ? null : team.value();
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
