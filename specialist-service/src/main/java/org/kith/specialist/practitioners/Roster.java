package org.kith.specialist.practitioners;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.batches.Ahead;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.time.WorkingDays;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is there for which work, and the one place where the work they hold is counted. Every move of the count happens under the
 * lock of the practitioner's row, in the caller's transaction; those of a heard batch together at its end, in one order.
 */
@Component
@Transactional
public class Roster {

    /** In the order of their ids; who filled up, left or went on leave meanwhile is not written, and the batch is tried again. */
    private static final String COUNT = """
            with moved as (
                select p.practitioner_id, m.by
                from practitioner p
                join unnest(cast(:ids as uuid[]), cast(:moves as int[])) as m (id, by) on m.id = p.practitioner_id
                where p.council = current_setting('kith.council')
                order by p.practitioner_id for update of p)
            update practitioner p set held = p.held + moved.by, version = p.version + 1
            from moved
            where p.council = current_setting('kith.council') and p.practitioner_id = moved.practitioner_id
              and p.held + moved.by >= 0
              and (moved.by <= 0 or (p.held + moved.by <= p.capacity
                    and (p.left_on is null or p.left_on > :today)
                    and not coalesce(p.leave_from <= :today and p.leave_until >= :today, false)))""";

    /** With the families' own rows. */
    private static final int WRITTEN = 6;

    /** Who is there for a batch, and by how much it moves what they hold. */
    private static final class Ledger {

        private final Map<UUID, RosterRow> rows = new HashMap<>();
        private final Set<String> read = new HashSet<>();
        private final TreeMap<UUID, Integer> moves = new TreeMap<>();
        private boolean whole;

        int held(UUID id, int held) {
            return held + moves.getOrDefault(id, 0);
        }

        void move(UUID id, int by) {
            moves.merge(id, by, Integer::sum);
        }
    }

    private final Practitioners practitioners;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Ahead<Ledger> ahead = new Ahead<>(WRITTEN, Ledger::new, this::write);

    Roster(Practitioners practitioners, JdbcClient jdbc, Clock clock) {
        this.practitioners = practitioners;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Reads for a whole batch who is there; otherwise it is read as it is asked for. */
    public void lookAhead() {
        var ledger = ahead.current();
        if (ledger != null && !ledger.whole) {
            practitioners.atWork(today()).forEach(row -> ledger.rows.put(row.practitionerId(), row));
            ledger.whole = true;
        }
    }

    private void write(Ledger ledger) {
        ledger.moves.values().removeIf(by -> by == 0);
        if (ledger.moves.isEmpty()) {
            return;
        }
        practitioners.flush();
        int written = jdbc.sql(COUNT)
                .param("ids", ledger.moves.keySet().toArray(UUID[]::new))
                .param("moves", ledger.moves.values().toArray(Integer[]::new))
                .param("today", today())
                .update();
        if (written < ledger.moves.size()) {
            throw new OptimisticLockingFailureException("Somebody filled up or went away meanwhile");
        }
        ledger.moves.clear();
        ledger.rows.clear();
        ledger.read.clear();
        ledger.whole = false;
    }

    /** Everybody of the discipline in the team and in the pool, with room or without. */
    public List<Candidate> candidates(Discipline discipline, String team) {
        var ledger = ahead.current();
        if (ledger != null) {
            return candidates(ledger, discipline, team);
        }
        return practitioners.candidates(discipline.name(), team, today()).stream()
                .map(row -> row.on(today()))
                .toList();
    }

    private List<Candidate> candidates(Ledger ledger, Discipline discipline, String team) {
        if (!ledger.whole && ledger.read.add(discipline.name() + "/" + team)) {
            practitioners
                    .atWork(discipline.name(), team, today())
                    .forEach(row -> ledger.rows.put(row.practitionerId(), row));
        }
        var today = today();
        return ledger.rows.values().stream()
                .filter(row -> row.isFor(discipline, team))
                .map(row -> row.on(today, ledger.held(row.practitionerId(), row.held())))
                .toList();
    }

    /** Counts one more request for them, unless somebody else was faster or they cannot take it. */
    public boolean takesOne(PractitionerId id, Discipline discipline, String team) {
        var ledger = ahead.current();
        if (ledger != null) {
            var row = ledger.rows.get(id.value());
            if (row == null || !row.isFor(discipline, team)) {
                return false;
            }
            var candidate = row.on(today(), ledger.held(id.value(), row.held()));
            if (candidate.away() || !candidate.hasRoom()) {
                return false;
            }
            ledger.move(id.value(), 1);
            return true;
        }
        var practitioner = practitioners.lock(id.value());
        if (practitioner.isEmpty()
                || practitioner.get().whyNot(discipline, team, today()).isPresent()) {
            return false;
        }
        practitioner.get().takeOne();
        return true;
    }

    /**
     * Counts one more request for them, chosen by a person.
     *
     * @throws Refusal that says why they cannot take it
     */
    public void mustTakeOne(PractitionerId id, Discipline discipline, String team) {
        ahead.write();
        var practitioner = practitioners
                .lock(id.value())
                .orElseThrow(() -> Refusal.unprocessable(
                        "unknown-practitioner",
                        "There is no such practitioner",
                        "Choose somebody from the list of practitioners"));
        practitioner.whyNot(discipline, team, today()).ifPresent(refusal -> {
            throw refusal;
        });
        practitioner.takeOne();
    }

    /** Counts one request less for them. */
    public void letsOneGo(PractitionerId id) {
        var ledger = ahead.current();
        if (ledger != null) {
            ledger.move(id.value(), -1);
            return;
        }
        practitioners
                .lock(id.value())
                .orElseThrow(() -> new IllegalStateException("A request is held by nobody we know"))
                .letOneGo();
    }

    /** Locks their rows in one order, so that two who need the same ones never wait for each other. */
    public void lockAll(List<PractitionerId> ids) {
        ids.stream().distinct().sorted().forEach(id -> practitioners.lock(id.value()));
    }

    public Optional<PractitionerRow> row(PractitionerId id) {
        var row = practitioners.findByPractitionerId(id.value()).map(practitioner -> practitioner.row(today()));
        var ledger = ahead.current();
        return ledger == null ? row : row.map(one -> one.holding(ledger.held(id.value(), one.held())));
    }

    /** A page of the list; all disciplines where none is named. */
    public List<PractitionerRow> rows(@Nullable Discipline discipline, int offset, int limit) {
        return practitioners.list(discipline == null ? null : discipline.name(), offset, limit).stream()
                .map(practitioner -> practitioner.row(today()))
                .toList();
    }

    /** How long the whole list is. */
    public long count(@Nullable Discipline discipline) {
        return practitioners.count(discipline == null ? null : discipline.name());
    }

    /** What they are trained for; empty for somebody who is no practitioner. */
    public Set<Discipline> disciplinesOf(UUID workerId) {
        return practitioners
                .findByPractitionerId(workerId)
                .map(Practitioner::disciplines)
                .orElse(Set.of());
    }

    /** Where their digest goes; empty for those who want none or have no mailbox. */
    public Optional<String> digestMailbox(PractitionerId id) {
        var ledger = ahead.current();
        var known = ledger == null ? null : ledger.rows.get(id.value());
        if (known != null) {
            return Optional.ofNullable(known.mailbox());
        }
        return practitioners.findByPractitionerId(id.value()).flatMap(Practitioner::mailbox);
    }

    /** Those whose last day has passed and who still hold work. */
    public List<PractitionerId> leftWithWork() {
        return practitioners.leftWithWork(today()).stream()
                .map(PractitionerId::new)
                .toList();
    }

    /** Those who could take more. */
    public List<PractitionerId> withRoom() {
        return practitioners.withRoom(today()).stream().map(PractitionerId::new).toList();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE);
    }
}
