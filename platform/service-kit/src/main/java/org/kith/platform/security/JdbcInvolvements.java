package org.kith.platform.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.platform.batches.Ahead;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilWork;
import org.kith.platform.council.Rows;
import org.kith.platform.council.Statements;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps the picture in this service's own database; row level security keeps councils apart. */
final class JdbcInvolvements implements Involvements {

    // worked out before it is compared: PostgreSQL uses no index under row level security for an expression that might
    // leak
    static final String ABOUT_ONE = """
            with f as materialized (
                select cast(? as uuid) as asked,
                       coalesce((select survivor_id from family_joined where absorbed_id = cast(? as uuid)),
                                cast(? as uuid)) as id)
            """;

    static final String ABOUT_MANY = """
            with f as materialized (
                select asked, coalesce(j.survivor_id, asked) as id
                  from unnest(cast(? as uuid[])) as many (asked)
                  left join family_joined j on j.absorbed_id = asked)
            """;

    static final String SITUATION = """
            select f.asked, (select team_code from family_team t where t.family_id = f.id) as team,
                   (select array_agg(i.as_code || '/' || i.detail_code || '/' || (i.until is null))
                      from involvement i where i.family_id = f.id and i.worker_id = cast(? as uuid)) as works,
                   (select r.only_these from restriction r where r.family_id = f.id) as only_these,
                   exists (select 1 from exclusion e
                            where e.family_id = f.id and e.worker_id = cast(? as uuid)) as excluded,
                   (select array_agg(w.role_code || '/' || w.team_code)
                      from worker_role w where w.worker_id = cast(? as uuid)) as roles
              from f
            """;

    /** Of many families most are alike to one worker: each kind of situation comes once, with the families in it. */
    static final String SITUATIONS = ABOUT_MANY + ", each as (" + SITUATION + ")" + """
            select array_agg(asked) as asked, team, works, only_these, excluded, roles
              from each group by team, works, only_these, excluded, roles
            """;

    static final String CLOSED_TO_ALL = ABOUT_MANY + """
            select f.asked from f join restriction r on r.family_id = f.id
             cross join lateral (select coalesce(array_agg(e.worker_id), '{}') as never
                                   from exclusion e where e.family_id = f.id) kept
             where not exists (
                   select from worker_role w
                    where w.role_code = ? and w.worker_id = any (r.only_these) and w.worker_id <> all (kept.never))
            """;

    /** Begins with the lists, which few families have. */
    static final String CLOSED_TO_THEIR_TEAMS = """
            select t.family_id
              from (select family_id from restriction union select family_id from exclusion) l
             cross join lateral (select h.family_id, h.team_code from family_team h
                                  where h.family_id = l.family_id and h.team_code is not null limit 1) t
             where not exists (
                   select from worker_role w
                    where w.role_code = ? and w.team_code = t.team_code
                      and not exists (select from exclusion e
                                       where e.family_id = t.family_id and e.worker_id = w.worker_id)
                      and not exists (select from restriction r
                                       where r.family_id = t.family_id and w.worker_id <> all (r.only_these)))
            """;

    /** The family that an id stands for now; worked out before it is compared. */
    private static final String SURVIVOR =
            "(select coalesce((select survivor_id from family_joined where absorbed_id = ?), ?::uuid))";

    private static final String HELD = "insert into family_team (council, family_id, team_code, since, held_through)"
            + " values (?, " + SURVIVOR + ", ?, ?, ?::uuid)" + """
                on conflict (council, family_id) do update
                set team_code = excluded.team_code, since = excluded.since, held_through = excluded.held_through
                where family_team.held_through is null or family_team.held_through = ? or family_team.family_id = ?
            """;

    /** What a batch is told of families whose survivors it knows, in one order. */
    static final Rows HELD_ROWS = Rows.in("""
            insert into family_team (council, family_id, team_code, since, held_through)
            select * from {rows} as t (council, family_id, team_code, since, said) order by family_id
                on conflict (council, family_id) do update
               set team_code = excluded.team_code, since = excluded.since, held_through = excluded.held_through
             where family_team.held_through is null or family_team.held_through = excluded.held_through
                or family_team.family_id = excluded.held_through
            """, "text", "uuid", "text", "timestamptz", "uuid");

    static final Rows FORMER_LEADS = Rows.in("""
            update involvement i set until = n.since from {rows} as n (council, family_id, worker_id, since)
             where i.council = n.council and i.family_id = n.family_id and i.as_code = 'LEAD_PRACTITIONER'
               and i.until is null and i.worker_id <> n.worker_id
            """, "text", "uuid", "uuid", "timestamptz");

    private static final String BEGIN = """
            insert into involvement (council, family_id, worker_id, as_code, detail_code, since)
            select * from {rows} as n (council, family_id, worker_id, as_code, detail_code, since)
             order by family_id, worker_id on conflict do nothing
            """;

    static final Rows BEGUN = Rows.in(BEGIN, "text", "uuid", "uuid", "text", "text", "timestamptz");

    /** Rows of their own, so that they always come behind the end of the former ones. */
    private static final Rows NEW_LEADS = Rows.in(BEGIN, "text", "uuid", "uuid", "text", "text", "timestamptz");

    static final String SURVIVORS =
            "select absorbed_id, survivor_id from family_joined where council = ? and absorbed_id = any(?::uuid[])";

    static final String LISTS = """
            select f.id,
                   (select r.only_these from restriction r where r.council = f.council and r.family_id = f.id) as only_these,
                   (select array_agg(e.worker_id) from exclusion e
                     where e.council = f.council and e.family_id = f.id) as excluded
              from (select cast(? as text) as council, unnest(cast(? as uuid[])) as id) f
            """;

    /** Families that one decision holds for. */
    record Alike(Situation situation, List<UUID> families) {}

    /** What a batch has read: which families stand for others, and whom they keep out. */
    private static final class Read {

        private final Map<UUID, UUID> survivors = new HashMap<>();
        private final Map<UUID, AccessLists> lists = new HashMap<>();
    }

    private final Ahead<Read> ahead = new Ahead<>(Read::new);
    private final JdbcClient jdbc;
    private final CouncilWork work;
    private final Statements statements;
    private final JoinLocks locks;

    JdbcInvolvements(JdbcClient jdbc, CouncilWork work, Statements statements) {
        this.jdbc = jdbc;
        this.work = work;
        this.statements = statements;
        this.locks = new JoinLocks(statements);
    }

    /** What a decision about this worker and family is made from, in one statement; none for nobody in particular about no family. */
    Situation situation(@Nullable UUID worker, @Nullable UUID family) {
        if (worker == null && family == null) {
            return new Situation(Council.current().value(), Set.of(), null, List.of(), false, false, false);
        }
        return statements
                .ask(
                        ABOUT_ONE + SITUATION,
                        (row, number) -> read(row, worker),
                        family,
                        family,
                        family,
                        worker,
                        worker,
                        worker)
                .first()
                .orElseThrow();
    }

    /** The same for many families, in one statement; those alike stand together, none stands twice. */
    List<Alike> situations(@Nullable UUID worker, Collection<UUID> families) {
        if (families.isEmpty()) {
            return List.of();
        }
        return statements
                .ask(
                        SITUATIONS,
                        (row, number) -> new Alike(read(row, worker), List.of((UUID[])
                                row.getArray("asked").getArray())),
                        families.stream().distinct().toArray(UUID[]::new),
                        worker,
                        worker,
                        worker)
                .rows();
    }

    private static Situation read(ResultSet row, @Nullable UUID worker) throws SQLException {
        var onlyThese = row.getArray("only_these");
        var roles = new HashSet<Situation.Holding>();
        for (var held : texts(row, "roles")) {
            int slash = held.indexOf('/');
            roles.add(new Situation.Holding(Role.valueOf(held.substring(0, slash)), held.substring(slash + 1)));
        }
        var works = new ArrayList<Situation.Work>();
        for (var done : texts(row, "works")) {
            var parts = done.split("/", -1);
            works.add(new Situation.Work(As.valueOf(parts[0]), parts[1], Boolean.parseBoolean(parts[2])));
        }
        return new Situation(
                Council.current().value(),
                Set.copyOf(roles),
                row.getString("team"),
                List.copyOf(works),
                row.getBoolean("excluded"),
                onlyThese != null,
                onlyThese != null
                        && worker != null
                        && Arrays.asList((UUID[]) onlyThese.getArray()).contains(worker));
    }

    private static String[] texts(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? new String[0] : (String[]) array.getArray();
    }

    @Override
    public void roleTaken(UUID workerId, Role role, String teamCode) {
        statements.add(
                "insert into worker_role (council, worker_id, role_code, team_code) values (?, ?, ?, ?) on conflict do nothing",
                council(),
                workerId,
                role,
                teamCode);
    }

    @Override
    public void roleLeft(UUID workerId, Role role, String teamCode) {
        statements.add(
                "delete from worker_role where council = ? and worker_id = ? and role_code = ? and team_code = ?",
                council(),
                workerId,
                role,
                teamCode);
    }

    @Override
    public List<RoleHeld> rolesOf(UUID workerId) {
        return after(() -> jdbc.sql("select role_code, team_code from worker_role where worker_id = ? order by 1, 2")
                .param(workerId)
                .query((row, number) -> new RoleHeld(workerId, Role.valueOf(row.getString(1)), row.getString(2)))
                .list());
    }

    @Override
    public void teamOf(UUID familyId, @Nullable String teamCode, Instant at) {
        about(familyId);
        if (teamCode != null && isInBatch()) {
            statements.add(HELD_ROWS, council(), survivorOf(familyId), teamCode, at, familyId);
            return;
        }
        statements.add(
                HELD,
                council(),
                familyId,
                familyId,
                teamCode,
                at,
                teamCode == null ? null : familyId,
                familyId,
                familyId);
    }

    /** Whether what is said of this family's place is about the place we know: not, when it was joined into one with another. */
    boolean speaksFor(UUID familyId) {
        var survivor = survivorOf(familyId);
        return survivor.equals(familyId)
                || after(() -> jdbc.sql("select not exists (select from family_team where family_id = ?"
                                + " and held_through is not null and held_through <> ?)")
                        .params(survivor, familyId)
                        .query(Boolean.class)
                        .single());
    }

    @Override
    public @Nullable String teamOf(UUID familyId) {
        return situation(null, familyId).familyTeam();
    }

    @Override
    public void began(UUID familyId, UUID workerId, As as, String detailCode, Instant at) {
        about(familyId);
        if (isInBatch()) {
            var family = survivorOf(familyId);
            if (as == As.LEAD_PRACTITIONER) {
                statements.add(FORMER_LEADS, council(), family, workerId, at);
            }
            statements.add(
                    as == As.LEAD_PRACTITIONER ? NEW_LEADS : BEGUN, council(), family, workerId, as, detailCode, at);
            return;
        }
        if (as == As.LEAD_PRACTITIONER) {
            statements.add(
                    "update involvement set until = ? where council = ? and family_id = " + SURVIVOR
                            + " and as_code = ? and until is null and worker_id <> ?",
                    at,
                    council(),
                    familyId,
                    familyId,
                    as,
                    workerId);
        }
        statements.add(
                "insert into involvement (council, family_id, worker_id, as_code, detail_code, since)" + " values (?, "
                        + SURVIVOR + ", ?, ?, ?, ?) on conflict do nothing",
                council(),
                familyId,
                familyId,
                workerId,
                as,
                detailCode,
                at);
    }

    @Override
    public void ended(UUID familyId, UUID workerId, As as, String detailCode, Instant at) {
        about(familyId);
        statements.add(
                "update involvement set until = ? where council = ? and family_id = " + SURVIVOR
                        + " and worker_id = ? and as_code = ? and detail_code = ? and until is null",
                at,
                council(),
                familyId,
                familyId,
                workerId,
                as,
                detailCode);
    }

    /** Everybody who is involved as this stops being so, such as the lead of a family that was closed. */
    void allEnded(UUID familyId, As as, Instant at) {
        about(familyId);
        statements.add(
                "update involvement set until = ? where council = ? and family_id = " + SURVIVOR
                        + " and as_code = ? and until is null",
                at,
                council(),
                familyId,
                familyId,
                as);
    }

    @Override
    public List<Involvement> withFamily(UUID familyId) {
        return after(() -> jdbc.sql("select worker_id, as_code, detail_code, since, until from involvement"
                        + " where family_id = ? order by since desc, until desc nulls first")
                .param(survivorOf(familyId))
                .query((row, number) -> new Involvement(
                        familyId,
                        row.getObject(1, UUID.class),
                        As.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getObject(5) == null
                                ? null
                                : row.getObject(5, OffsetDateTime.class).toInstant()))
                .list());
    }

    @Override
    public void joined(UUID survivor, UUID absorbed, Instant at) {
        locks.take(Set.of(survivor), Set.of(absorbed));
        change(() -> {
            var target = held(survivor);
            if (target.equals(absorbed) || survivorOf(absorbed).equals(target)) {
                return 0;
            }
            forget();
            jdbc.sql("update family_joined set survivor_id = ? where survivor_id = ?")
                    .params(target, absorbed)
                    .update();
            jdbc.sql("insert into family_joined (council, absorbed_id, survivor_id, joined_at) values (?, ?, ?, ?)")
                    .params(council(), absorbed, target, utc(at))
                    .update();
            moveTeam(target, absorbed);
            moveInvolvements(target, absorbed, at);
            return moveLists(target, absorbed);
        });
    }

    private void moveTeam(UUID target, UUID absorbed) {
        jdbc.sql("insert into family_team (council, family_id, team_code, since, held_through)"
                        + " select council, ?, team_code, since, held_through from family_team where family_id = ?"
                        + " on conflict (council, family_id) do update"
                        + " set team_code = excluded.team_code, held_through = excluded.held_through"
                        + " where family_team.team_code is null")
                .params(target, absorbed)
                .update();
        jdbc.sql("delete from family_team where family_id = ?").param(absorbed).update();
    }

    private void moveInvolvements(UUID target, UUID absorbed, Instant at) {
        // what both families had, and a second lead, ends for the absorbed one before it moves
        jdbc.sql("""
                        update involvement a set until = :at
                         where a.family_id = :absorbed and a.until is null and exists (
                               select 1 from involvement t
                                where t.family_id = :target and t.until is null and t.as_code = a.as_code
                                  and (t.as_code = 'LEAD_PRACTITIONER'
                                       or (t.worker_id = a.worker_id and t.detail_code = a.detail_code)))
                        """)
                .param("at", utc(at))
                .param("absorbed", absorbed)
                .param("target", target)
                .update();
        jdbc.sql("update involvement set family_id = ? where family_id = ?")
                .params(target, absorbed)
                .update();
    }

    /** Protection never falls by joining: exclusions add up, and of two restrictions only who is on both remains. */
    private int moveLists(UUID target, UUID absorbed) {
        jdbc.sql("insert into exclusion (council, family_id, worker_id)"
                        + " select council, ?, worker_id from exclusion where family_id = ?"
                        + " on conflict do nothing")
                .params(target, absorbed)
                .update();
        jdbc.sql("delete from exclusion where family_id = ?").param(absorbed).update();
        jdbc.sql("""
                        insert into restriction (council, family_id, only_these)
                        select council, :target, only_these from restriction where family_id = :absorbed
                            on conflict (council, family_id) do update set only_these = array(
                               select unnest(restriction.only_these) intersect select unnest(excluded.only_these))
                        """).param("target", target).param("absorbed", absorbed).update();
        return jdbc.sql("delete from restriction where family_id = ?")
                .param(absorbed)
                .update();
    }

    @Override
    public UUID survivorOf(UUID familyId) {
        var read = ahead.current();
        var known = read == null ? null : read.survivors.get(familyId);
        if (known != null) {
            return known;
        }
        if (read == null) {
            return survivors(List.of(familyId)).getOrDefault(familyId, familyId);
        }
        var survivor = held(familyId);
        read.survivors.put(familyId, survivor);
        return survivor;
    }

    /** Looks up which families these stand for now, once for a whole batch, which will join some of them into others. */
    void lookUpSurvivors(Collection<UUID> families, Set<UUID> joining) {
        var read = ahead.current();
        if (read == null) {
            return;
        }
        locks.take(families, joining);
        var unknown = new HashSet<>(families);
        unknown.removeAll(read.survivors.keySet());
        if (!unknown.isEmpty()) {
            var found = held(unknown);
            unknown.forEach(family -> read.survivors.put(family, found.getOrDefault(family, family)));
        }
    }

    private UUID held(UUID familyId) {
        return held(List.of(familyId)).getOrDefault(familyId, familyId);
    }

    /** Those of the families that stand for others now, which cannot change until the transaction ends. */
    private Map<UUID, UUID> held(Collection<UUID> families) {
        locks.take(families, Set.of());
        var locked = new HashSet<>(families);
        var found = survivors(families);
        while (locked.addAll(found.values())) {
            locks.take(found.values(), Set.of());
            found = survivors(families);
        }
        return found;
    }

    private Map<UUID, UUID> survivors(Collection<UUID> families) {
        return statements
                .ask(
                        SURVIVORS,
                        (row, number) -> Map.entry(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                        council(),
                        families.toArray(UUID[]::new))
                .rows()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void lookAhead(Collection<UUID> families) {
        var read = ahead.current();
        if (read == null || families.isEmpty()) {
            return;
        }
        lookUpSurvivors(families, Set.of());
        statements
                .ask(
                        LISTS,
                        (row, number) -> Map.entry(row.getObject("id", UUID.class), lists(row)),
                        council(),
                        families.stream().map(this::survivorOf).distinct().toArray(UUID[]::new))
                .rows()
                .forEach(one -> read.lists.put(one.getKey(), one.getValue()));
    }

    private static AccessLists lists(ResultSet row) throws SQLException {
        var excluded = row.getArray("excluded");
        var onlyThese = row.getArray("only_these");
        return new AccessLists(onlyThese != null, set(onlyThese), set(excluded));
    }

    private static Set<UUID> set(java.sql.@Nullable Array array) throws SQLException {
        return array == null ? Set.of() : Set.copyOf(Arrays.asList((UUID[]) array.getArray()));
    }

    /** Families became one, or a list changed: what was read is no longer so. */
    private void forget() {
        var read = ahead.current();
        if (read != null) {
            read.survivors.clear();
            read.lists.clear();
        }
    }

    private boolean isInBatch() {
        return ahead.current() != null;
    }

    /** What is said of a family keeps its order, and is said of the one that goes on. */
    private void about(UUID familyId) {
        if (isInBatch()) {
            statements.about(survivorOf(familyId));
        } else {
            held(familyId);
        }
    }

    @Override
    public Set<UUID> keptFrom(UUID familyId, Collection<UUID> workers) {
        var read = ahead.current();
        var known = read == null ? null : read.lists.get(survivorOf(familyId));
        if (known != null) {
            return workers.stream().filter(known::keep).collect(Collectors.toUnmodifiableSet());
        }
        return workers.isEmpty()
                ? Set.of()
                : after(() -> Set.copyOf(jdbc.sql("""
                                select worker from unnest(:workers) as asked (worker)
                                 where exists (select from exclusion e
                                                where e.family_id = :family and e.worker_id = asked.worker)
                                    or exists (select from restriction r
                                                where r.family_id = :family and asked.worker <> all (r.only_these))
                                """)
                        .param("workers", workers.toArray(UUID[]::new))
                        .param("family", survivorOf(familyId))
                        .query(UUID.class)
                        .list()));
    }

    @Override
    public Set<UUID> closedToAll(Role role, Collection<UUID> families) {
        return families.isEmpty()
                ? Set.of()
                : Set.copyOf(statements
                        .ask(
                                CLOSED_TO_ALL,
                                (row, number) -> row.getObject("asked", UUID.class),
                                families.stream().distinct().toArray(UUID[]::new),
                                role)
                        .rows());
    }

    @Override
    public Set<UUID> closedToTheirTeams(Role role) {
        return Set.copyOf(statements
                .ask(CLOSED_TO_THEIR_TEAMS, (row, number) -> row.getObject("family_id", UUID.class), role)
                .rows());
    }

    @Override
    public AccessLists listsOf(UUID familyId) {
        return statements
                .ask(LISTS, (row, number) -> lists(row), council(), new UUID[] {survivorOf(familyId)})
                .first()
                .orElse(AccessLists.OPEN);
    }

    @Override
    public void list(UUID familyId, AccessLists lists) {
        forget();
        change(() -> {
            var family = held(familyId);
            jdbc.sql("delete from restriction where family_id = ?")
                    .param(family)
                    .update();
            jdbc.sql("delete from exclusion where family_id = ?").param(family).update();
            if (lists.restricted()) {
                jdbc.sql("insert into restriction (council, family_id, only_these) values (?, ?, ?)")
                        .params(council(), family, sorted(lists.onlyThese()))
                        .update();
            }
            return jdbc.sql("insert into exclusion (council, family_id, worker_id) select ?, ?, unnest(?)")
                    .params(council(), family, sorted(lists.never()))
                    .update();
        });
    }

    private static UUID[] sorted(Set<UUID> workers) {
        return workers.stream().sorted().toArray(UUID[]::new);
    }

    private void change(Supplier<Integer> change) {
        after(change);
    }

    /** Behind what the transaction keeps. */
    private <T> T after(Supplier<T> statement) {
        statements.send();
        return work.in(statement);
    }

    private static String council() {
        return Council.current().value();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
