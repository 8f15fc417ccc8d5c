package org.kith.allocation.workers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.Council;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** When workers are away. */
@Component
public class Absences {

    private static final String COLUMNS = "select id, worker_id, from_date, until_date from worker_absence ";

    private final JdbcClient sql;

    Absences(JdbcClient sql) {
        this.sql = sql;
    }

    /** Every absence of a worker, newest first. */
    @Transactional(readOnly = true)
    public List<Absence> of(WorkerId worker) {
        return sql.sql(COLUMNS + "where council = :council and worker_id = :worker order by from_date desc")
                .param("council", Council.current().value())
                .param("worker", worker.value())
                .query(Absences::absence)
                .list();
    }

    /** Those of these workers who are away on the day. */
    @Transactional(readOnly = true)
    public Map<UUID, Absence> on(LocalDate day, Collection<UUID> workers) {
        return workers.isEmpty()
                ? Map.of()
                : sql
                        .sql(COLUMNS + """
                        where council = :council and worker_id in (:workers)
                          and from_date <= :day and (until_date is null or until_date >= :day)""")
                        .param("council", Council.current().value())
                        .param("workers", workers)
                        .param("day", day)
                        .query(Absences::absence)
                        .list()
                        .stream()
                        .collect(Collectors.toMap(absence -> absence.worker().value(), Function.identity()));
    }

    /** Nobody else changes this worker's absences until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    void hold(WorkerId worker) {
        sql.sql("select worker_id from worker where council = :council and worker_id = :worker for update")
                .param("council", Council.current().value())
                .param("worker", worker.value())
                .query(UUID.class)
                .optional();
    }

    Optional<Absence> find(WorkerId worker, UUID id) {
        return sql.sql(COLUMNS + "where council = :council and worker_id = :worker and id = :id")
                .param("council", Council.current().value())
                .param("worker", worker.value())
                .param("id", id)
                .query(Absences::absence)
                .optional();
    }

    Optional<Absence> overlapping(WorkerId worker, LocalDate from, @Nullable LocalDate until) {
        return sql.sql(COLUMNS + """
                        where council = :council and worker_id = :worker
                          and daterange(from_date, until_date, '[]') && daterange(:from, :until, '[]')
                        order by from_date limit 1""")
                .param("council", Council.current().value())
                .param("worker", worker.value())
                .param("from", from)
                .param("until", until, java.sql.Types.DATE)
                .query(Absences::absence)
                .optional();
    }

    void add(BeAway asked, Instant at, String by) {
        sql.sql("""
                        insert into worker_absence (council, id, worker_id, from_date, until_date, recorded_at, recorded_by)
                        values (:council, :id, :worker, :from, :until, :at, :by)""")
                .param("council", Council.current().value())
                .param("id", asked.id())
                .param("worker", asked.worker().value())
                .param("from", asked.from())
                .param("until", asked.until(), java.sql.Types.DATE)
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    void end(Absence absence, LocalDate back) {
        var never = !back.isAfter(absence.from());
        sql.sql(
                        never
                                ? "delete from worker_absence where council = :council and id = :id"
                                : "update worker_absence set until_date = :last where council = :council and id = :id")
                .param("council", Council.current().value())
                .param("id", absence.id())
                .param("last", back.minusDays(1))
                .update();
    }

    private static Absence absence(ResultSet row, int number) throws SQLException {
        return new Absence(
                row.getObject("id", UUID.class),
                new WorkerId(row.getObject("worker_id", UUID.class)),
                row.getObject("from_date", LocalDate.class),
                row.getObject("until_date", LocalDate.class));
    }
}
