package org.kith.allocation.teams;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.transactions.PerTransaction;
import org.kith.platform.council.Council;
import org.kith.platform.time.WorkingDays;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The council's teams and areas. A picture is kept in memory under the revision it was read at; one row read per transaction
 * says whether it is still true, so a change counts from the next transaction on, on every instance.
 */
@Component
public class TeamBooks {

    private record Edition(UUID revision, TeamBook book) {}

    private final ConcurrentHashMap<String, Edition> newest = new ConcurrentHashMap<>();
    private final PerTransaction<TeamBook> ofTransaction = new PerTransaction<>(this::latest, book -> {});
    private final JdbcClient sql;
    private final Clock clock;

    TeamBooks(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The current council's teams. */
    @Transactional(readOnly = true)
    public TeamBook current() {
        return ofTransaction.get();
    }

    private TeamBook latest() {
        var council = Council.current().value();
        var revision = sql.sql("select revision from team_book where council = :council")
                .param("council", council)
                .query(UUID.class)
                .optional();
        if (revision.isEmpty()) {
            return new TeamBook(List.of(), List.of());
        }
        var known = newest.get(council);
        if (known == null || !known.revision().equals(revision.get())) {
            known = new Edition(revision.get(), read(council));
            newest.put(council, known);
        }
        return known.book();
    }

    /** The day it is in England. */
    public LocalDate today() {
        return day(clock.instant());
    }

    /** The day of an instant in England. */
    public static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, WorkingDays.ZONE);
    }

    /** Gives areas to a team from a day on. */
    @Transactional(propagation = Propagation.MANDATORY)
    void route(List<AreaCode> areas, TeamCode team, LocalDate from, Instant at, String by) {
        for (var area : areas) {
            sql.sql("""
                            insert into team_area (council, area_code, from_date, recorded_at, team_code, recorded_by)
                            values (:council, :area, :from, :at, :team, :by)""")
                    .param("council", Council.current().value())
                    .param("area", area.value())
                    .param("from", from)
                    .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                    .param("team", team.value())
                    .param("by", by)
                    .update();
        }
    }

    /** Ends the truth of every picture in memory; a revision made anew cannot come back after a rollback. */
    @Transactional(propagation = Propagation.MANDATORY)
    void renew() {
        sql.sql("""
                        insert into team_book (council, revision) values (:council, :revision)
                        on conflict (council) do update set revision = excluded.revision""")
                .param("council", Council.current().value())
                .param("revision", UuidCreator.getTimeOrderedEpoch())
                .update();
        ofTransaction.replace(latest());
    }

    /** Who works in the teams, or is away, changed: their room follows. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void workersChanged() {
        var anybodyAway = sql.sql("select exists (select 1 from worker_absence where council = :council)")
                .param("council", Council.current().value())
                .query(Boolean.class)
                .single();
        if (anybodyAway || current().countsAbsences()) {
            renew();
        }
    }

    private TeamBook read(String council) {
        var states = sql.sql("""
                        select s.team_code, t.district_code, s.effective_from, s.name, s.capacity_points, s.live_from,
                               s.closed_from, s.recorded_at
                        from team_state s join team t on t.council = s.council and t.code = s.team_code
                        where s.council = :council""")
                .param("council", council)
                .query((row, number) -> new TeamBook.State(
                        new TeamCode(row.getString("team_code")),
                        new DistrictCode(row.getString("district_code")),
                        row.getObject("effective_from", LocalDate.class),
                        row.getString("name"),
                        row.getInt("capacity_points"),
                        day(row, "live_from"),
                        day(row, "closed_from"),
                        row.getTimestamp("recorded_at").toInstant()))
                .list();
        var routes = sql.sql(
                        "select area_code, team_code, from_date, recorded_at from team_area where council = :council")
                .param("council", council)
                .query((row, number) -> new TeamBook.Route(
                        new AreaCode(row.getString("area_code")),
                        new TeamCode(row.getString("team_code")),
                        row.getObject("from_date", LocalDate.class),
                        row.getTimestamp("recorded_at").toInstant()))
                .list();
        return new TeamBook(states, routes, members(council));
    }

    /** Nobody, unless somebody is or will be away: who works where is of no account for the room otherwise. */
    private List<TeamBook.Member> members(String council) {
        var away = new HashMap<UUID, List<TeamBook.Away>>();
        sql.sql("select worker_id, from_date, until_date from worker_absence where council = :council")
                .param("council", council)
                .query(row -> {
                    away.computeIfAbsent(row.getObject("worker_id", UUID.class), worker -> new ArrayList<>())
                            .add(new TeamBook.Away(
                                    row.getObject("from_date", LocalDate.class), day(row, "until_date")));
                });
        return away.isEmpty() ? List.of() : members(council, away);
    }

    private List<TeamBook.Member> members(String council, Map<UUID, List<TeamBook.Away>> away) {
        return sql.sql("""
                        select team_code, worker_id, joined_on, left_on from role_held
                        where council = :council and role_code = 'SOCIAL_WORKER' and team_code in (
                            select team_code from role_held
                            where council = :council and role_code = 'SOCIAL_WORKER' and worker_id in (:away))""")
                .param("council", council)
                .param("away", away.keySet())
                .query((row, number) -> new TeamBook.Member(
                        new TeamCode(row.getString("team_code")),
                        row.getObject("worker_id", UUID.class),
                        row.getObject("joined_on", LocalDate.class),
                        day(row, "left_on"),
                        away.getOrDefault(row.getObject("worker_id", UUID.class), List.of())))
                .list();
    }

    private static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }
}
