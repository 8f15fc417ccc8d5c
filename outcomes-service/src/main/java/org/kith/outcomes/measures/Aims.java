package org.kith.outcomes.measures;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.Council;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what a council aims at; the newest word of each measure and scope counts, and former ones stay. */
@Component
@Transactional
public class Aims {

    private final JdbcClient jdbc;

    Aims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** From now on this counts. */
    public void set(Aim aim) {
        jdbc.sql(
                        "insert into aim (council, aim_id, measure_code, scope_code, baseline_value, baseline_on, target_value,"
                                + " target_on, source, set_by, set_at)"
                                + " values (:council, :id, :measure, :scope, :baseline, :baselineOn, :target, :targetOn, :source, :by, :at)")
                .param("council", Council.current().value())
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("measure", aim.measure().name())
                .param("scope", aim.scope().value())
                .param(
                        "baseline",
                        aim.baseline() == null ? null : aim.baseline().value())
                .param(
                        "baselineOn",
                        aim.baseline() == null ? null : aim.baseline().on())
                .param("target", aim.target() == null ? null : aim.target().value())
                .param("targetOn", aim.target() == null ? null : aim.target().on())
                .param("source", aim.source())
                .param("by", aim.by())
                .param("at", aim.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What counted for a scope at that moment; measures without an aim, and lifted ones, are left out. */
    @Transactional(readOnly = true)
    public List<Aim> of(ScopeCode scope, Instant moment) {
        return jdbc
                .sql("""
                        select distinct on (measure_code) * from aim
                         where council = :council and scope_code = :scope and set_at <= :moment
                         order by measure_code, set_at desc, aim_id desc
                        """)
                .param("council", Council.current().value())
                .param("scope", scope.value())
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .query((row, number) -> aim(row))
                .list()
                .stream()
                .filter(Aim::says)
                .toList();
    }

    private static Aim aim(ResultSet row) throws SQLException {
        return new Aim(
                Measure.valueOf(row.getString("measure_code")),
                new ScopeCode(row.getString("scope_code")),
                point(row, "baseline"),
                point(row, "target"),
                row.getString("source"),
                row.getString("set_by"),
                row.getObject("set_at", OffsetDateTime.class).toInstant());
    }

    private static Aim.@Nullable Point point(ResultSet row, String which) throws SQLException {
        var on = row.getObject(which + "_on", LocalDate.class);
        return on == null ? null : new Aim.Point(row.getLong(which + "_value"), on);
    }
}
