package org.kith.specialist.requests;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.platform.batches.Ahead;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.practitioners.PractitionerId;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * On which side of the abuse somebody ever worked with a family. A row is never taken back, so a survivor's worker can never
 * become the perpetrator's, also years later. The table's key decides between two who try at once.
 */
@Component
class DomesticAbuseSides {

    private static final String NEITHER = "NEITHER";

    /** Written with the families' own rows. */
    private static final int WRITTEN = 5;

    private record Taken(UUID family, UUID practitioner, String side) implements Comparable<Taken> {

        private static final Comparator<Taken> ORDER =
                Comparator.comparing(Taken::family).thenComparing(Taken::practitioner);

        @Override
        public int compareTo(Taken other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Batched {

        private final Map<UUID, Map<UUID, String>> known = new HashMap<>();
        private final TreeSet<Taken> taken = new TreeSet<>();
    }

    private final JdbcClient jdbc;
    private final Ahead<Batched> ahead = new Ahead<>(WRITTEN, Batched::new, this::write);

    DomesticAbuseSides(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Reads for a whole batch who stands where. */
    void lookAhead(Collection<UUID> families) {
        var batch = ahead.current();
        if (batch == null) {
            return;
        }
        families.forEach(family -> batch.known.put(family, new HashMap<>()));
        jdbc.sql("""
                        select family_id, practitioner_id, side from domestic_abuse_side
                        where council = current_setting('kith.council') and family_id = any(cast(:families as uuid[]))""").param("families", families.toArray(UUID[]::new)).query(row -> {
            var family = row.getObject("family_id", UUID.class);
            batch.known
                    .computeIfAbsent(family, id -> new HashMap<>())
                    .put(row.getObject("practitioner_id", UUID.class), row.getString("side"));
        });
    }

    private @Nullable Map<UUID, String> known(FamilyId family) {
        var batch = ahead.current();
        return batch == null ? null : batch.known.get(family.value());
    }

    /** Two transactions that put somebody on two sides at once: one of them is undone, and tried again with what it knows then. */
    private void write(Batched batch) {
        if (batch.taken.isEmpty()) {
            return;
        }
        int written = jdbc.sql("""
                        insert into domestic_abuse_side (council, family_id, practitioner_id, side)
                        select current_setting('kith.council'), s.* from unnest(
                            cast(:families as uuid[]), cast(:practitioners as uuid[]), cast(:sides as text[])) as s
                        on conflict do nothing""")
                .param("families", batch.taken.stream().map(Taken::family).toArray(UUID[]::new))
                .param(
                        "practitioners",
                        batch.taken.stream().map(Taken::practitioner).toArray(UUID[]::new))
                .param("sides", batch.taken.stream().map(Taken::side).toArray(String[]::new))
                .update();
        if (written < batch.taken.size()) {
            throw new OptimisticLockingFailureException("Somebody was put on a side meanwhile");
        }
        batch.taken.clear();
    }

    /** Puts somebody on the side of that discipline; false if they stand elsewhere. True where there are no sides. */
    boolean takes(FamilyId family, PractitionerId practitioner, Discipline discipline) {
        if (discipline.otherSide().isEmpty()) {
            return true;
        }
        var known = known(family);
        if (known != null) {
            var side = side(discipline);
            var stands = known.putIfAbsent(practitioner.value(), side);
            if (stands == null) {
                Objects.requireNonNull(ahead.current())
                        .taken
                        .add(new Taken(family.value(), practitioner.value(), side));
            }
            return stands == null || stands.equals(side);
        }
        jdbc.sql("""
                        insert into domestic_abuse_side (council, family_id, practitioner_id, side)
                        values (current_setting('kith.council'), :family, :practitioner, :side)
                        on conflict do nothing""")
                .param("family", family.value())
                .param("practitioner", practitioner.value())
                .param("side", side(discipline))
                .update();
        return side(discipline)
                .equals(jdbc.sql("""
                        select side from domestic_abuse_side
                        where council = current_setting('kith.council')
                          and family_id = :family and practitioner_id = :practitioner""")
                        .param("family", family.value())
                        .param("practitioner", practitioner.value())
                        .query(String.class)
                        .single());
    }

    /** Who may never be asked for this discipline by this family. */
    Set<PractitionerId> barredFrom(FamilyId family, Discipline discipline) {
        if (discipline.otherSide().isEmpty()) {
            return Set.of();
        }
        var known = known(family);
        if (known != null) {
            return known.entrySet().stream()
                    .filter(one -> !one.getValue().equals(side(discipline)))
                    .map(one -> new PractitionerId(one.getKey()))
                    .collect(Collectors.toUnmodifiableSet());
        }
        return jdbc
                .sql("""
                        select practitioner_id from domestic_abuse_side
                        where council = current_setting('kith.council') and family_id = :family and side <> :side""")
                .param("family", family.value())
                .param("side", side(discipline))
                .query((row, number) -> new PractitionerId(row.getObject("practitioner_id", UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The side somebody stands on, or stood on. */
    Set<Discipline> sidesOf(FamilyId family, UUID workerId) {
        ahead.write();
        return jdbc
                .sql("""
                        select side from domestic_abuse_side
                        where council = current_setting('kith.council')
                          and family_id = :family and practitioner_id = :worker""")
                .param("family", family.value())
                .param("worker", workerId)
                .query((row, number) -> disciplines(row.getString("side")))
                .list()
                .stream()
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether somebody stands, or stood, on a side in any family. */
    boolean hasOne(UUID workerId) {
        ahead.write();
        return jdbc.sql("""
                        select exists (select from domestic_abuse_side
                                        where council = current_setting('kith.council') and practitioner_id = :worker)""").param("worker", workerId).query(Boolean.class).single();
    }

    /** Two families became one; answers who was on both sides and is now on neither. */
    List<PractitionerId> join(FamilyId survivor, FamilyId absorbed) {
        ahead.write();
        var batch = ahead.current();
        if (batch != null) {
            batch.known.clear();
        }
        jdbc.sql("""
                        insert into domestic_abuse_side as known (council, family_id, practitioner_id, side)
                        select council, :survivor, practitioner_id, side from domestic_abuse_side
                        where council = current_setting('kith.council') and family_id = :absorbed
                        on conflict (council, family_id, practitioner_id) do update
                        set side = case when known.side = excluded.side then known.side else 'NEITHER' end""")
                .param("survivor", survivor.value())
                .param("absorbed", absorbed.value())
                .update();
        return jdbc.sql("""
                        select practitioner_id from domestic_abuse_side
                        where council = current_setting('kith.council') and family_id = :family and side = 'NEITHER'""")
                .param("family", survivor.value())
                .query((row, number) -> new PractitionerId(row.getObject("practitioner_id", UUID.class)))
                .list();
    }

    private static String side(Discipline discipline) {
        return discipline == Discipline.DOMESTIC_ABUSE_SURVIVOR ? "SURVIVOR" : "PERPETRATOR";
    }

    private static Set<Discipline> disciplines(String side) {
        return switch (side) {
            case "SURVIVOR" -> Set.of(Discipline.DOMESTIC_ABUSE_SURVIVOR);
            case "PERPETRATOR" -> Set.of(Discipline.DOMESTIC_ABUSE_PERPETRATOR);
            case NEITHER -> Set.of(Discipline.DOMESTIC_ABUSE_SURVIVOR, Discipline.DOMESTIC_ABUSE_PERPETRATOR);
            default -> throw new IllegalStateException("Not a side: " + side);
        };
    }
}
