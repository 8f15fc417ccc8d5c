package org.kith.allocation.workers;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.Council;
import org.kith.platform.security.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes of workers that lie ahead. A worker has one at a time: a new plan takes the place of the one before. */
@Component
@Transactional
public class PlannedChanges {

    private static final String OPEN = "select id, worker_id, name, roles, from_day from planned_change"
            + " where council = :council and ended_at is null";

    private final JdbcClient sql;
    private final Clock clock;

    PlannedChanges(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** How a plan ended. */
    enum End {
        DONE,
        REPLACED,
        CANCELLED,
        REFUSED
    }

    /** Plans it; absent roles mean that the worker leaves. */
    void plan(WorkerId worker, String name, @Nullable Set<RoleIn> roles, LocalDate from, String by) {
        end(worker, End.REPLACED);
        sql.sql("""
                insert into planned_change (council, id, worker_id, name, roles, from_day, planned_by, planned_at)
                values (:council, :id, :worker, :name, :roles, :from, :by, :at)
                """)
                .param("council", Council.current().value())
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("worker", worker.value())
                .param("name", name)
                .param(
                        "roles",
                        roles == null
                                ? null
                                : roles.stream()
                                        .map(role -> role.role() + "/" + role.team())
                                        .sorted()
                                        .toArray(String[]::new),
                        roles == null ? Types.NULL : Types.ARRAY)
                .param("from", from)
                .param("by", by)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Gives up what was planned for a worker; nothing happens if nothing was. */
    public void cancel(WorkerId worker) {
        end(worker, End.CANCELLED);
    }

    void end(WorkerId worker, End as) {
        sql.sql("""
                update planned_change set ended_at = :at, ended_as = :as
                where council = :council and worker_id = :worker and ended_at is null
                """)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("as", as.name())
                .param("council", Council.current().value())
                .param("worker", worker.value())
                .update();
    }

    /** Those whose day has come. */
    @Transactional(readOnly = true)
    public List<PlannedChange> due(LocalDate today) {
        return sql.sql(OPEN + " and from_day <= :today order by from_day, id")
                .param("council", Council.current().value())
                .param("today", today)
                .query(PlannedChanges::read)
                .list();
    }

    /** What is planned for these workers. */
    @Transactional(readOnly = true)
    public Map<WorkerId, PlannedChange> of(Collection<WorkerId> workers) {
        var planned = new HashMap<WorkerId, PlannedChange>();
        if (!workers.isEmpty()) {
            sql.sql(OPEN + " and worker_id in (:workers)")
                    .param("council", Council.current().value())
                    .param("workers", workers.stream().map(WorkerId::value).toList())
                    .query(PlannedChanges::read)
                    .list()
                    .forEach(one -> planned.put(one.worker(), one));
        }
        return planned;
    }

    private static PlannedChange read(ResultSet row, int number) throws SQLException {
        var roles = row.getArray("roles");
        return new PlannedChange(
                row.getObject("id", UUID.class),
                new WorkerId(row.getObject("worker_id", UUID.class)),
                row.getString("name"),
                roles == null
                        ? null
                        : Arrays.stream((String[]) roles.getArray())
                                .map(PlannedChanges::role)
                                .collect(Collectors.toUnmodifiableSet()),
                row.getObject("from_day", LocalDate.class));
    }

    private static RoleIn role(String text) {
        int slash = text.indexOf('/');
        return new RoleIn(Role.valueOf(text.substring(0, slash)), text.substring(slash + 1));
    }
}
