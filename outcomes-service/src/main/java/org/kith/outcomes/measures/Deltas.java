package org.kith.outcomes.measures;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kith.outcomes.journeys.FamilyId;
import org.kith.platform.council.Council;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every difference ever worked out, folded or not. Rows are only added; folding moves them and gives them their place. */
@Repository
class Deltas {

    /** A difference to write down. */
    record Delta(FamilyId family, Contribution contribution, long amount) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    Deltas(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** What each family adds to the counts by all differences written so far. */
    Map<FamilyId, Map<Contribution, Long>> sums(Collection<FamilyId> families) {
        var sums = new HashMap<FamilyId, Map<Contribution, Long>>();
        jdbc.sql("""
                        select family_id, measure_code, scope_code, day, source_id, sum(amount) as amount
                          from (select family_id, measure_code, scope_code, day, source_id, amount from unfolded_delta
                                 where council = :council and family_id = any(cast(:families as uuid[]))
                                union all
                                select family_id, measure_code, scope_code, day, source_id, amount from folded_delta
                                 where council = :council and family_id = any(cast(:families as uuid[]))) d
                         group by family_id, measure_code, scope_code, day, source_id
                        having sum(amount) <> 0
                        """)
                .param("council", Council.current().value())
                .param(
                        "families",
                        families.stream()
                                .map(family -> family.value().toString())
                                .collect(Collectors.joining(",", "{", "}")))
                .query(row -> {
                    sums.computeIfAbsent(new FamilyId(row.getObject("family_id", UUID.class)), id -> new HashMap<>())
                            .put(
                                    new Contribution(
                                            Measure.valueOf(row.getString("measure_code")),
                                            new ScopeCode(row.getString("scope_code")),
                                            row.getObject("day", LocalDate.class),
                                            row.getString("source_id")),
                                    row.getLong("amount"));
                });
        return sums;
    }

    void write(List<Delta> deltas) {
        if (deltas.isEmpty()) {
            return;
        }
        var council = Council.current().value();
        var writtenAt = clock.instant().toString();
        jdbc.sql("insert into figure_head (council) values (:council) on conflict do nothing")
                .param("council", council)
                .update();
        batches.batchUpdate("""
                insert into unfolded_delta (council, family_id, measure_code, scope_code, day, amount, source_id, written_at)
                values (?, ?, ?, ?, ?, ?, ?, cast(? as timestamptz))
                """, deltas, 500, (row, delta) -> {
            row.setString(1, council);
            row.setObject(2, delta.family().value());
            row.setString(3, delta.contribution().measure().name());
            row.setString(4, delta.contribution().scope().value());
            row.setObject(5, delta.contribution().day());
            row.setLong(6, delta.amount());
            row.setString(7, delta.contribution().sourceId());
            row.setString(8, writtenAt);
        });
    }
}
