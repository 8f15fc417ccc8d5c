package org.kith.allocation.workers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.teams.TeamCode;
import org.kith.platform.council.Council;
import org.kith.platform.security.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who works here now: names and roles, for lists and for rules of other features. */
@Component
public class WorkerDirectory {

    /** Somebody with the roles they hold now. */
    public record Colleague(WorkerId id, String name, List<RoleIn> roles) {}

    private final JdbcClient sql;

    WorkerDirectory(JdbcClient sql) {
        this.sql = sql;
    }

    /** The worker with every role they hold. */
    @Transactional(readOnly = true)
    public Optional<Colleague> find(WorkerId worker) {
        return colleagues(List.of(worker.value())).stream().findFirst();
    }

    /** Whether the worker holds any role in the team. */
    @Transactional(readOnly = true)
    public boolean worksIn(WorkerId worker, TeamCode team) {
        return find(worker).stream()
                .flatMap(colleague -> colleague.roles().stream())
                .anyMatch(role -> role.in(team));
    }

    /** Names by id; an id nobody has is left out. */
    @Transactional(readOnly = true)
    public Map<UUID, String> names(Collection<UUID> workers) {
        var names = new HashMap<UUID, String>();
        if (!workers.isEmpty()) {
            sql.sql("select worker_id, display_name from worker where council = :council and worker_id in (:ids)")
                    .param("council", Council.current().value())
                    .param("ids", workers)
                    .query(row -> {
                        names.put(row.getObject("worker_id", UUID.class), row.getString("display_name"));
                    });
        }
        return names;
    }

    /** Those who hold a role in the team (a code or COUNTY), or anybody who holds one at all, by name. */
    @Transactional(readOnly = true)
    public List<Colleague> holding(@Nullable String team, int offset, int limit) {
        var ids = sql.sql("""
                        select w.worker_id from worker w
                        where w.council = :council and exists (
                            select 1 from role_held r
                            where r.council = w.council and r.worker_id = w.worker_id and r.left_on is null
                              and (cast(:team as text) is null or r.team_code = :team))
                        order by w.display_name, w.worker_id offset :offset limit :limit""")
                .param("council", Council.current().value())
                .param("team", team)
                .param("offset", offset)
                .param("limit", limit)
                .query((row, number) -> row.getObject("worker_id", UUID.class))
                .list();
        return colleagues(ids);
    }

    /** How many hold a role in the team, or at all. */
    @Transactional(readOnly = true)
    public int countHolding(@Nullable String team) {
        return sql.sql("""
                        select count(distinct worker_id) from role_held
                        where council = :council and left_on is null
                          and (cast(:team as text) is null or team_code = :team)""")
                .param("council", Council.current().value())
                .param("team", team)
                .query(Integer.class)
                .single();
    }

    /** A role with the days it was and is held. */
    public record Held(
            RoleIn role, LocalDate joinedOn, @Nullable LocalDate leftOn) {}

    /** Everybody who works or worked here, by name; the name has somewhere in it what was asked, in any case. */
    @Transactional(readOnly = true)
    public List<Colleague> everybody(String name, int offset, int limit) {
        var ids = sql.sql("""
                        select worker_id from worker
                        where council = :council and lower(display_name) like '%' || :name || '%'
                        order by display_name, worker_id offset :offset limit :limit""")
                .param("council", Council.current().value())
                .param("name", pattern(name))
                .param("offset", offset)
                .param("limit", limit)
                .query((row, number) -> row.getObject("worker_id", UUID.class))
                .list();
        return colleagues(ids);
    }

    /** How many there are of that name. */
    @Transactional(readOnly = true)
    public int countEverybody(String name) {
        return sql.sql("""
                        select count(*) from worker
                        where council = :council and lower(display_name) like '%' || :name || '%'""")
                .param("council", Council.current().value())
                .param("name", pattern(name))
                .query(Integer.class)
                .single();
    }

    private static String pattern(String name) {
        return name.strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
    }

    /** Every role a worker holds or held, newest first. */
    @Transactional(readOnly = true)
    public List<Held> history(WorkerId worker) {
        return sql.sql("""
                        select role_code, team_code, joined_on, left_on from role_held
                        where council = :council and worker_id = :worker order by left_on desc nulls first, joined_on desc, id desc""")
                .param("council", Council.current().value())
                .param("worker", worker.value())
                .query((row, number) -> new Held(
                        new RoleIn(Role.valueOf(row.getString("role_code")), row.getString("team_code")),
                        row.getObject("joined_on", LocalDate.class),
                        row.getObject("left_on", LocalDate.class)))
                .list();
    }

    private List<Colleague> colleagues(List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var found = new LinkedHashMap<UUID, Colleague>();
        sql.sql("""
                        select w.worker_id, w.display_name, r.role_code, r.team_code
                        from worker w left join role_held r
                          on r.council = w.council and r.worker_id = w.worker_id and r.left_on is null
                        where w.council = :council and w.worker_id in (:ids)
                        order by w.display_name, w.worker_id, r.team_code, r.role_code""")
                .param("council", Council.current().value())
                .param("ids", ids)
                .query(row -> {
                    add(found, row);
                });
        return List.copyOf(found.values());
    }

    private static void add(Map<UUID, Colleague> found, ResultSet row) throws SQLException {
        var id = row.getObject("worker_id", UUID.class);
        var name = row.getString("display_name");
        var colleague = found.computeIfAbsent(id, key -> new Colleague(new WorkerId(key), name, new ArrayList<>()));
        if (row.getString("role_code") != null) {
            colleague.roles().add(new RoleIn(Role.valueOf(row.getString("role_code")), row.getString("team_code")));
        }
    }
}
