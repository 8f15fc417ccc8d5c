package org.kith.outcomes.journeys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.Council;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The facts heard, for ever, and what they make known of which family is which. Locks are taken in one order by everybody:
 * joins, referrals, children, families, each by id; so two transactions never wait for one another in a circle.
 */
@Repository
class HeardFacts {

    private static final String FACT = """
            f.fact_id, f.kind, f.publisher, f.stream_key, f.sequence, f.family_id, f.referral_id,
            case when f.child_ids = '{}' then f.child_ids else known_children(f.council, f.child_ids) end as child_ids, f.team_code,
            f.code, f.at, f.received_at, f.survivor_id, f.absorbed_id, f.recorded_at
            """;

    private static final String ABOUT_REFERRALS =
            "('REFERRAL_RECEIVED', 'REFERRAL_ACCEPTED', 'REFERRAL_DECLINED', 'REFERRAL_SIGNPOSTED')";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    HeardFacts(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /**
     * Keeps the facts and works out whose histories they change.
     *
     * @param facts what was heard
     * @param same children who turned out to be known twice
     * @param touched families of which something else changed
     * @return families as they are known now, and those that have just been joined into another, all locked
     */
    Set<FamilyId> keep(List<HeardFact> facts, Set<SameChild> same, Set<FamilyId> touched) {
        lockJoins(!same.isEmpty() || facts.stream().anyMatch(fact -> fact.kind() == FactKind.FAMILY_JOINED));
        insert(facts);
        var concerned = new TreeSet<>(touched);
        same.forEach(child -> concerned.addAll(isKnownAs(child)));
        facts.forEach(fact -> {
            addIfAny(concerned, fact.family());
            addIfAny(concerned, fact.survivor());
            addIfAny(concerned, fact.absorbed());
        });
        concerned.addAll(bindReferrals(facts));
        if (concerned.isEmpty()) {
            return concerned;
        }
        jdbc.sql("""
                        insert into family (council, family_id, stands_for)
                        select :council, id, id from unnest(cast(:ids as uuid[])) as id
                        on conflict do nothing
                        """)
                .param("council", council())
                .param("ids", array(concerned, FamilyId::value))
                .update();
        var vanished = join(facts);
        var roots = new TreeSet<>(roots(concerned).values());
        roots.addAll(vanished);
        lock(roots);
        return roots;
    }

    /** Reads histories of families that are known today, and of none for those that were joined into another. */
    FamiliesRetold retell(Collection<FamilyId> roots) {
        var facts = new TreeMap<FamilyId, List<HeardFact>>();
        roots.forEach(root -> facts.put(root, new ArrayList<>()));
        jdbc.sql("select m.stands_for, " + FACT + """
                          from family m join heard_fact f on f.council = m.council and f.family_id = m.family_id
                         where m.council = :council and m.stands_for = any(cast(:roots as uuid[])) and f.kind not in %1$s
                        union all
                        select m.stands_for, %2$s
                          from family m
                          join referral r on r.council = m.council and r.family_id = m.family_id
                          join heard_fact f on f.council = r.council and f.referral_id = r.referral_id
                         where m.council = :council and m.stands_for = any(cast(:roots as uuid[])) and f.kind in %1$s
                        """.formatted(ABOUT_REFERRALS, FACT))
                .param("council", council())
                .param("roots", array(roots, FamilyId::value))
                .query(row -> {
                    facts.computeIfAbsent(
                                    new FamilyId(row.getObject("stands_for", UUID.class)), root -> new ArrayList<>())
                            .add(fact(row));
                });
        var members = members(roots);
        var histories = facts.entrySet().stream()
                .map(family -> FamilyHistory.of(
                        family.getKey(), members.getOrDefault(family.getKey(), Set.of()), family.getValue()))
                .toList();
        var children = new TreeSet<ChildId>();
        histories.forEach(history -> children.addAll(history.children()));
        return new FamiliesRetold(histories, referralsOf(children), Map.of());
    }

    /** The id under which a child is known today. */
    ChildId knownAs(ChildId child) {
        return jdbc.sql("select same_as from child_alias where council = :council and child_id = :child")
                .param("council", council())
                .param("child", child.value())
                .query((row, number) -> new ChildId(row.getObject("same_as", UUID.class)))
                .optional()
                .orElse(child);
    }

    /** Two ids of one child become one, under the lock that keeps everybody else from binding children; said twice, done once. */
    private Set<FamilyId> isKnownAs(SameChild same) {
        var ended = knownAs(same.child());
        var goesOn = knownAs(same.knownAs());
        if (!ended.equals(goesOn)) {
            for (var statement : List.of(
                    "insert into child (council, child_id) values (:council, :goesOn) on conflict do nothing",
                    "update child_alias set same_as = :goesOn where council = :council and same_as = :ended",
                    "insert into child_alias (council, child_id, same_as) values (:council, :ended, :goesOn)"
                            + " on conflict (council, child_id) do update set same_as = excluded.same_as",
                    "insert into child_referral (council, child_id, referral_id) select council, :goesOn, referral_id"
                            + " from child_referral where council = :council and child_id = :ended on conflict do nothing",
                    "delete from child_referral where council = :council and child_id = :ended")) {
                jdbc.sql(statement)
                        .param("council", council())
                        .param("ended", ended.value())
                        .param("goesOn", goesOn.value())
                        .update();
            }
        }
        var families = new TreeSet<FamilyId>();
        jdbc.sql("""
                        select distinct r.family_id
                          from child_referral c join referral r on r.council = c.council and r.referral_id = c.referral_id
                         where c.council = :council and c.child_id = :goesOn and r.family_id is not null
                        union
                        select family_id from outcome_record where council = :council and child_id in (:goesOn, :ended)
                        """)
                .param("council", council())
                .param("goesOn", goesOn.value())
                .param("ended", same.child().value())
                .query(row -> {
                    addIfAny(families, family(row, "family_id"));
                });
        return families;
    }

    Optional<FamilyId> rootOf(FamilyId family) {
        return Optional.ofNullable(roots(List.of(family)).get(family));
    }

    Optional<FamilyId> lockedRootOf(FamilyId family) {
        lockJoins(false);
        var root = rootOf(family);
        root.ifPresent(found -> lock(List.of(found)));
        return root;
    }

    List<FamilyId> rootsAfter(@Nullable FamilyId last, int limit) {
        return jdbc.sql("""
                        select family_id from family
                         where council = :council and stands_for = family_id
                           and family_id > cast(:last as uuid)
                         order by family_id limit :limit
                        """)
                .param("council", council())
                .param(
                        "last",
                        last == null ? new UUID(0, 0).toString() : last.value().toString())
                .param("limit", limit)
                .query((row, number) -> new FamilyId(row.getObject("family_id", UUID.class)))
                .list();
    }

    /** While families are being joined nobody else may ask which family an id stands for. */
    private void lockJoins(boolean joining) {
        var function = joining ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared";
        jdbc.sql("select " + function + "(hashtextextended('kith outcomes joins ' || :council, 0))")
                .param("council", council())
                .query(row -> {});
    }

    private void lock(Collection<FamilyId> roots) {
        jdbc.sql("""
                        select 1 from family where council = :council and family_id = any(cast(:ids as uuid[]))
                         order by family_id for update
                        """)
                .param("council", council())
                .param("ids", array(roots, FamilyId::value))
                .query(row -> {});
    }

    private void insert(List<HeardFact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        var council = council();
        var heardAt = clock.instant().toString();
        batches.batchUpdate("""
                insert into heard_fact (council, fact_id, kind, publisher, stream_key, sequence, family_id, referral_id,
                       child_ids, team_code, code, at, received_at, survivor_id, absorbed_id, recorded_at, heard_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as uuid[]), ?, ?, cast(? as timestamptz), cast(? as timestamptz), ?, ?,
                       cast(? as timestamptz), cast(? as timestamptz))
                on conflict (council, fact_id) do nothing
                """, facts, 500, (row, fact) -> {
            row.setString(1, council);
            row.setString(2, fact.factId());
            row.setString(3, fact.kind().name());
            row.setString(4, fact.publisher());
            row.setString(5, fact.streamKey());
            row.setLong(6, fact.sequence());
            row.setObject(7, fact.family() == null ? null : fact.family().value());
            row.setObject(8, fact.referral() == null ? null : fact.referral().value());
            row.setString(9, array(fact.children(), ChildId::value));
            row.setString(10, fact.teamCode());
            row.setString(11, fact.code());
            row.setString(12, fact.at().toString());
            row.setString(
                    13, fact.receivedAt() == null ? null : fact.receivedAt().toString());
            row.setObject(14, fact.survivor() == null ? null : fact.survivor().value());
            row.setObject(15, fact.absorbed() == null ? null : fact.absorbed().value());
            row.setString(16, fact.recordedAt().toString());
            row.setString(17, heardAt);
        });
    }

    /**
     * A referral counts for the family its last decision names, or else its receipt. Says which families that concerns: the
     * former one, the new one, and those that share a child with it.
     */
    private Set<FamilyId> bindReferrals(List<HeardFact> facts) {
        var referrals = facts.stream()
                .filter(fact -> fact.kind().followsItsReferral() && fact.referral() != null)
                .map(HeardFact::referral)
                .collect(Collectors.toCollection(TreeSet::new));
        if (referrals.isEmpty()) {
            return Set.of();
        }
        var ids = array(referrals, ReferralId::value);
        jdbc.sql("""
                        insert into referral (council, referral_id)
                        select :council, id from unnest(cast(:ids as uuid[])) as id on conflict do nothing
                        """).param("council", council()).param("ids", ids).update();
        var concerned = new TreeSet<FamilyId>();
        jdbc.sql("""
                        select family_id from referral where council = :council and referral_id = any(cast(:ids as uuid[]))
                         order by referral_id for update
                        """).param("council", council()).param("ids", ids).query(row -> {
            addIfAny(concerned, family(row, "family_id"));
        });
        var told = new TreeMap<ReferralId, List<HeardFact>>();
        jdbc.sql("select " + FACT + " from heard_fact f where f.council = :council"
                        + " and f.referral_id = any(cast(:ids as uuid[])) and f.kind in " + ABOUT_REFERRALS)
                .param("council", council())
                .param("ids", ids)
                .query(row -> {
                    told.computeIfAbsent(
                                    new ReferralId(row.getObject("referral_id", UUID.class)), id -> new ArrayList<>())
                            .add(fact(row));
                });
        var known = new ArrayList<Known>();
        told.forEach((id, about) -> known.add(known(id, about)));
        known.forEach(referral -> concerned.add(referral.family()));
        batches.batchUpdate("""
                update referral set family_id = ?, received_at = cast(? as timestamptz)
                 where council = ? and referral_id = ?
                   and (family_id, received_at) is distinct from (?, cast(? as timestamptz))
                """, known, 500, (row, referral) -> {
            row.setObject(1, referral.family().value());
            row.setString(2, referral.referral().receivedAt().toString());
            row.setString(3, council());
            row.setObject(4, referral.referral().id().value());
            row.setObject(5, referral.family().value());
            row.setString(6, referral.referral().receivedAt().toString());
        });
        concerned.addAll(bindChildren(known, ids));
        return concerned;
    }

    private record Known(Referral referral, FamilyId family) {}

    private static Known known(ReferralId id, List<HeardFact> about) {
        about.sort(HeardFact.AS_IT_HAPPENED);
        var last = about.getLast();
        var family = last.family();
        if (family == null) {
            throw new IllegalStateException("A fact about a referral names no family");
        }
        var referral =
                FamilyHistory.of(family, Set.of(family), about).referral(id).orElseThrow();
        return new Known(referral, family);
    }

    private Set<FamilyId> bindChildren(List<Known> known, String ids) {
        var children = new TreeSet<ChildId>();
        var bound = new HashMap<ReferralId, Set<ChildId>>();
        jdbc.sql("""
                        select referral_id, child_id from child_referral
                         where council = :council and referral_id = any(cast(:ids as uuid[]))
                        """).param("council", council()).param("ids", ids).query(row -> {
            bound.computeIfAbsent(new ReferralId(row.getObject("referral_id", UUID.class)), id -> new TreeSet<>())
                    .add(new ChildId(row.getObject("child_id", UUID.class)));
        });
        bound.values().forEach(children::addAll);
        known.forEach(referral -> children.addAll(referral.referral().children()));
        if (children.isEmpty()) {
            return Set.of();
        }
        var childIds = array(children, ChildId::value);
        jdbc.sql("""
                        insert into child (council, child_id)
                        select :council, id from unnest(cast(:ids as uuid[])) as id on conflict do nothing
                        """).param("council", council()).param("ids", childIds).update();
        jdbc.sql("""
                        select 1 from child where council = :council and child_id = any(cast(:ids as uuid[]))
                         order by child_id for update
                        """).param("council", council()).param("ids", childIds).query(row -> {});
        for (var referral : known) {
            rebind(referral.referral(), bound.getOrDefault(referral.referral().id(), Set.of()));
        }
        var families = new TreeSet<FamilyId>();
        jdbc.sql("""
                        select distinct r.family_id
                          from child_referral c join referral r on r.council = c.council and r.referral_id = c.referral_id
                         where c.council = :council and c.child_id = any(cast(:ids as uuid[]))
                        """).param("council", council()).param("ids", childIds).query(row -> {
            addIfAny(families, family(row, "family_id"));
        });
        return families;
    }

    private void rebind(Referral referral, Set<ChildId> bound) {
        if (bound.equals(Set.copyOf(referral.children()))) {
            return;
        }
        if (!bound.isEmpty()) {
            jdbc.sql("delete from child_referral where council = :council and referral_id = :referral")
                    .param("council", council())
                    .param("referral", referral.id().value())
                    .update();
        }
        jdbc.sql("""
                        insert into child_referral (council, child_id, referral_id)
                        select :council, id, :referral from unnest(cast(:ids as uuid[])) as id
                        """)
                .param("council", council())
                .param("referral", referral.id().value())
                .param("ids", array(referral.children(), ChildId::value))
                .update();
    }

    /** Both families' streams say that they were joined; the second time nothing is left to do. */
    private Set<FamilyId> join(List<HeardFact> facts) {
        var vanished = new TreeSet<FamilyId>();
        for (var fact : facts) {
            if (fact.kind() != FactKind.FAMILY_JOINED || fact.survivor() == null || fact.absorbed() == null) {
                continue;
            }
            var roots = roots(List.of(fact.survivor(), fact.absorbed()));
            var survivor = roots.get(fact.survivor());
            var absorbed = roots.get(fact.absorbed());
            if (survivor != null && absorbed != null && !survivor.equals(absorbed)) {
                jdbc.sql("""
                                update family set stands_for = :survivor
                                 where council = :council and stands_for = :absorbed
                                """)
                        .param("council", council())
                        .param("survivor", survivor.value())
                        .param("absorbed", absorbed.value())
                        .update();
                vanished.add(absorbed);
            }
        }
        return vanished;
    }

    private Map<FamilyId, FamilyId> roots(Collection<FamilyId> families) {
        var roots = new HashMap<FamilyId, FamilyId>();
        jdbc.sql("""
                        select family_id, stands_for from family
                         where council = :council and family_id = any(cast(:ids as uuid[]))
                        """)
                .param("council", council())
                .param("ids", array(families, FamilyId::value))
                .query(row -> {
                    roots.put(
                            new FamilyId(row.getObject("family_id", UUID.class)),
                            new FamilyId(row.getObject("stands_for", UUID.class)));
                });
        return roots;
    }

    private Map<FamilyId, Set<FamilyId>> members(Collection<FamilyId> roots) {
        var members = new HashMap<FamilyId, Set<FamilyId>>();
        jdbc.sql("""
                        select family_id, stands_for from family
                         where council = :council and stands_for = any(cast(:ids as uuid[]))
                        """)
                .param("council", council())
                .param("ids", array(roots, FamilyId::value))
                .query(row -> {
                    members.computeIfAbsent(
                                    new FamilyId(row.getObject("stands_for", UUID.class)), id -> new TreeSet<>())
                            .add(new FamilyId(row.getObject("family_id", UUID.class)));
                });
        return members;
    }

    private Map<ChildId, List<Referral>> referralsOf(Set<ChildId> children) {
        var referrals = new HashMap<ChildId, List<Referral>>();
        if (children.isEmpty()) {
            return referrals;
        }
        jdbc.sql("""
                        select c.child_id, r.referral_id, r.received_at
                          from child_referral c join referral r on r.council = c.council and r.referral_id = c.referral_id
                         where c.council = :council and c.child_id = any(cast(:ids as uuid[])) and r.received_at is not null
                        """)
                .param("council", council())
                .param("ids", array(children, ChildId::value))
                .query(row -> {
                    var child = new ChildId(row.getObject("child_id", UUID.class));
                    referrals
                            .computeIfAbsent(child, id -> new ArrayList<>())
                            .add(new Referral(
                                    new ReferralId(row.getObject("referral_id", UUID.class)),
                                    moment(row, "received_at"),
                                    List.of(child)));
                });
        return referrals;
    }

    private static HeardFact fact(ResultSet row) throws SQLException {
        var children = Arrays.stream((UUID[]) row.getArray("child_ids").getArray())
                .map(ChildId::new)
                .toList();
        var referral = row.getObject("referral_id", UUID.class);
        return new HeardFact(
                row.getString("fact_id"),
                FactKind.valueOf(row.getString("kind")),
                row.getString("publisher"),
                row.getString("stream_key"),
                row.getLong("sequence"),
                family(row, "family_id"),
                referral == null ? null : new ReferralId(referral),
                children,
                row.getString("team_code"),
                row.getString("code"),
                moment(row, "at"),
                row.getObject("received_at") == null ? null : moment(row, "received_at"),
                family(row, "survivor_id"),
                family(row, "absorbed_id"),
                moment(row, "recorded_at"));
    }

    private static @Nullable FamilyId family(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, UUID.class);
        return value == null ? null : new FamilyId(value);
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static void addIfAny(Set<FamilyId> families, @Nullable FamilyId family) {
        if (family != null) {
            families.add(family);
        }
    }

    private static <T> String array(Collection<T> ids, Function<T, UUID> value) {
        return ids.stream().map(id -> value.apply(id).toString()).collect(Collectors.joining(",", "{", "}"));
    }

    private static String council() {
        return Council.current().value();
    }
}
