package org.kith.outcomes.measures;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The moves that were said last, in the order in which they were. */
@Repository
public class Moves {

    private final JdbcClient jdbc;

    Moves(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Moves after that one, at most {@code limit}. */
    @Transactional(readOnly = true)
    public List<MeasureMoved> after(long moveSequence, int limit) {
        return jdbc.sql("""
                        select * from figure_move where council = :council and move_sequence > :after
                         order by move_sequence limit :limit
                        """)
                .param("council", Council.current().value())
                .param("after", moveSequence)
                .param("limit", limit)
                .query((row, number) -> new MeasureMoved(
                        row.getLong("move_sequence"),
                        row.getString("measure_code"),
                        new ScopeCode(row.getString("scope_code")),
                        row.getObject("day", LocalDate.class),
                        row.getLong("value"),
                        row.getLong("change"),
                        row.getLong("knowledge_sequence"),
                        row.getObject("known_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** The number before the first move that is still kept: whoever heard up to there can go on without a gap. */
    @Transactional(readOnly = true)
    public long keptAfter() {
        return jdbc.sql("""
                        select coalesce((select min(move_sequence) - 1 from figure_move where council = :council),
                                        (select move_sequence from figure_head where council = :council), 0)
                        """)
                .param("council", Council.current().value())
                .query(Long.class)
                .single();
    }

    /** The last move of every council. */
    @Transactional(readOnly = true)
    public Map<CouncilCode, Long> last() {
        var last = new LinkedHashMap<CouncilCode, Long>();
        jdbc.sql("select council, move_sequence from figure_head").query(row -> {
            last.put(new CouncilCode(row.getString("council")), row.getLong("move_sequence"));
        });
        return last;
    }
}
