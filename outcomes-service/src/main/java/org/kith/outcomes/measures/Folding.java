package org.kith.outcomes.measures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives written differences their place in what is known, adds them up, and says which counts moved. One folder works for a
 * council at a time: whoever holds the row of {@code figure_head}. A difference whose transaction commits late gets a later
 * place, so that an answer once given for a moment is the same for ever.
 */
@Service
public class Folding {

    /** What a round did: whether it had the lock, how many differences it folded and how many moves it said. */
    public record Round(boolean held, int folded, int said) {}

    private record Head(long knowledgeSequence, Instant knownAt, long moveSequence) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final ApplicationEventPublisher events;
    private final CountingSettings settings;

    Folding(JdbcClient jdbc, JdbcTemplate batches, ApplicationEventPublisher events, CountingSettings settings) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.events = events;
        this.settings = settings;
    }

    /** Councils that have figures. */
    @Transactional(readOnly = true)
    public List<CouncilCode> councils() {
        return jdbc.sql("select council from figure_head order by council")
                .query((row, number) -> new CouncilCode(row.getString("council")))
                .list();
    }

    /** One round for the council at work; does nothing while another folder is at it. */
    @Transactional
    public Round fold() {
        var locked = lock();
        if (locked.isEmpty()) {
            return new Round(false, 0, 0);
        }
        var head = locked.get();
        var next = new Head(head.knowledgeSequence() + 1, nextMoment(head), head.moveSequence());
        int folded = take(next.knowledgeSequence());
        if (folded > 0) {
            know(next, folded);
            head = next;
        }
        var moves = unsaid(head);
        say(moves);
        if (folded > 0 || !moves.isEmpty()) {
            keep(new Head(head.knowledgeSequence(), head.knownAt(), head.moveSequence() + moves.size()));
        }
        return new Round(true, folded, moves.size());
    }

    private Optional<Head> lock() {
        return jdbc.sql("""
                        select knowledge_sequence, known_at, move_sequence from figure_head
                         where council = :council for update skip locked
                        """)
                .param("council", council())
                .query((row, number) -> new Head(
                        row.getLong("knowledge_sequence"),
                        row.getObject("known_at", OffsetDateTime.class).toInstant(),
                        row.getLong("move_sequence")))
                .optional();
    }

    /** Read after the lock is held, so that no moment that was asked about before gets a new place. */
    private Instant nextMoment(Head head) {
        return jdbc.sql("select greatest(clock_timestamp(), cast(:last as timestamptz) + interval '1 microsecond')")
                .param("last", head.knownAt().toString())
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private int take(long sequence) {
        return jdbc.sql("""
                        with taken as (
                            delete from unfolded_delta where council = :council returning *),
                        kept as (
                            insert into folded_delta (council, delta_id, family_id, measure_code, scope_code, day, amount,
                                   source_id, written_at, knowledge_sequence)
                            select council, delta_id, family_id, measure_code, scope_code, day, amount, source_id, written_at,
                                   :sequence
                              from taken),
                        totals as (
                            insert into figure_total as t (council, scope_code, measure_code, day, value, knowledge_sequence)
                            select council, scope_code, measure_code, day, sum(amount), :sequence
                              from taken group by council, scope_code, measure_code, day having sum(amount) <> 0
                            on conflict (council, scope_code, measure_code, day) do update
                               set value = t.value + excluded.value, knowledge_sequence = excluded.knowledge_sequence)
                        select count(*) from taken
                        """)
                .param("council", council())
                .param("sequence", sequence)
                .query(Integer.class)
                .single();
    }

    private void know(Head head, int folded) {
        jdbc.sql("""
                        insert into figure_knowledge (council, knowledge_sequence, known_at, delta_count)
                        values (:council, :sequence, cast(:knownAt as timestamptz), :folded)
                        """)
                .param("council", council())
                .param("sequence", head.knowledgeSequence())
                .param("knownAt", head.knownAt().toString())
                .param("folded", folded)
                .update();
    }

    private List<MeasureMoved> unsaid(Head head) {
        return jdbc.sql("""
                        with unsaid as (
                            select council, scope_code, measure_code, day, said_value from figure_total
                             where council = :council and value <> said_value
                             order by knowledge_sequence, measure_code, scope_code, day limit :limit),
                        said as (
                            update figure_total t set said_value = t.value
                              from unsaid u
                             where t.council = u.council and t.scope_code = u.scope_code and t.measure_code = u.measure_code
                               and t.day = u.day
                            returning t.measure_code, t.scope_code, t.day, t.value, t.value - u.said_value as change)
                        select *, row_number() over (order by measure_code, scope_code, day) as number from said order by number
                        """)
                .param("council", council())
                .param("limit", settings.movesPerRound())
                .query((row, number) -> new MeasureMoved(
                        head.moveSequence() + row.getLong("number"),
                        row.getString("measure_code"),
                        new ScopeCode(row.getString("scope_code")),
                        row.getObject("day", LocalDate.class),
                        row.getLong("value"),
                        row.getLong("change"),
                        head.knowledgeSequence(),
                        head.knownAt()))
                .list();
    }

    /** Measures in the order of their codes: each is a stream of its own, locked in this order by everybody. */
    private void say(List<MeasureMoved> moves) {
        moves.forEach(events::publishEvent);
        var council = council();
        batches.batchUpdate("""
                insert into figure_move (council, move_sequence, measure_code, scope_code, day, value, change,
                       knowledge_sequence, known_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as timestamptz))
                """, moves, 500, (row, move) -> {
            row.setString(1, council);
            row.setLong(2, move.moveSequence());
            row.setString(3, move.measureCode());
            row.setString(4, move.scope().value());
            row.setObject(5, move.day());
            row.setLong(6, move.value());
            row.setLong(7, move.change());
            row.setLong(8, move.knowledgeSequence());
            row.setString(9, move.knownAt().toString());
        });
        if (!moves.isEmpty()) {
            jdbc.sql("delete from figure_move where council = :council and move_sequence <= :last")
                    .param("council", council)
                    .param("last", moves.getLast().moveSequence() - settings.movesKept())
                    .update();
        }
    }

    private void keep(Head head) {
        jdbc.sql("""
                        update figure_head set knowledge_sequence = :sequence, known_at = cast(:knownAt as timestamptz),
                               move_sequence = :move
                         where council = :council
                        """)
                .param("council", council())
                .param("sequence", head.knowledgeSequence())
                .param("knownAt", head.knownAt().toString())
                .param("move", head.moveSequence())
                .update();
    }

    private static String council() {
        return Council.current().value();
    }
}
