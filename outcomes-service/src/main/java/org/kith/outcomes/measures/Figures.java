package org.kith.outcomes.measures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.Council;
import org.kith.platform.refusal.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers with figures as known now, from the daily totals, or as known at an earlier moment, from the differences folded until
 * then. The same question about the same moment always gets the same answer.
 */
@Service
public class Figures {

    /** What was asked for, and what is known of it. */
    public record Answer(Known known, List<Figure> figures) {}

    /** One fact or record behind a count. */
    public record Source(
            String sourceId,
            String kind,
            UUID familyId,
            LocalDate day,
            long amount,
            @Nullable Instant recordedAt) {}

    /** A page of them. */
    public record Sources(Known known, long total, long sum, List<Source> items) {}

    private static final String STOCKS = Arrays.stream(Measure.values())
            .filter(measure -> measure.sort() == Measure.Sort.STOCK)
            .map(measure -> "'" + measure.name() + "'")
            .collect(Collectors.joining(", ", "(", ")"));

    private final JdbcClient jdbc;

    Figures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is known now: the last folding. */
    @Transactional(readOnly = true)
    public Known now() {
        return jdbc.sql("""
                        select coalesce(max(knowledge_sequence), 0) as sequence, coalesce(max(known_at), clock_timestamp()) as known_at
                          from figure_head where council = :council
                        """)
                .param("council", council())
                .query((row, number) -> new Known(
                        row.getLong("sequence"),
                        row.getObject("known_at", OffsetDateTime.class).toInstant()))
                .single();
    }

    /**
     * What was known at a moment that is past. Waits for a folding that is under way, since it may belong before that moment.
     *
     * @throws Refusal 422 for a moment to come
     */
    @Transactional
    public Known at(Instant moment) {
        jdbc.sql("select 1 from figure_head where council = :council for share")
                .param("council", council())
                .query(row -> {});
        var past = jdbc.sql("select cast(:moment as timestamptz) < clock_timestamp()")
                .param("moment", moment.toString())
                .query(Boolean.class)
                .single();
        if (!past) {
            throw Refusal.unprocessable(
                    "known-at-in-the-future",
                    "Nobody knows yet what will be known then",
                    "Ask for a moment that is past, or leave it out for now");
        }
        var sequence = jdbc.sql("""
                        select coalesce(max(knowledge_sequence), 0) from figure_knowledge
                         where council = :council and known_at <= cast(:moment as timestamptz)
                        """)
                .param("council", council())
                .param("moment", moment.toString())
                .query(Long.class)
                .single();
        return new Known(sequence, moment);
    }

    /** Counts for a scope and period as known now. */
    @Transactional(readOnly = true)
    public Answer asKnownNow(ScopeCode scope, Period period, boolean withDays) {
        var sums = new Sums(period);
        // head and totals in one statement, so that they are of one moment
        jdbc.sql("""
                        select h.knowledge_sequence, h.known_at, t.*
                          from figure_head h
                          left join lateral (
                               select measure_code, case when day < :from then null when :days then day else :to end as day,
                                      sum(value) as value
                                 from figure_total
                                where council = h.council and scope_code = :scope and day <= :to
                                  and (day >= :from or measure_code in %s)
                                group by 1, 2) t on true
                         where h.council = :council
                        """.formatted(STOCKS))
                .param("council", council())
                .param("scope", scope.value())
                .param("from", period.from())
                .param("to", period.to())
                .param("days", withDays)
                .query(row -> {
                    sums.known = new Known(
                            row.getLong("knowledge_sequence"),
                            row.getObject("known_at", OffsetDateTime.class).toInstant());
                    sums.add(
                            row.getString("measure_code"), row.getObject("day", LocalDate.class), row.getLong("value"));
                });
        var known = sums.known == null ? now() : sums.known;
        return new Answer(known, sums.figures(withDays, durations(known, scope, period)));
    }

    /** Counts for a scope and period as they were known. */
    @Transactional(readOnly = true)
    public Answer asKnown(Known known, ScopeCode scope, Period period, boolean withDays) {
        var sums = new Sums(period);
        jdbc.sql("""
                        select measure_code, case when day < :from then null when :days then day else :to end as day,
                               sum(amount) as value
                          from folded_delta
                         where council = :council and scope_code = :scope and day <= :to
                           and (day >= :from or measure_code in %s)
                           and knowledge_sequence <= :sequence
                         group by 1, 2
                        """.formatted(STOCKS))
                .param("council", council())
                .param("scope", scope.value())
                .param("from", period.from())
                .param("to", period.to())
                .param("days", withDays)
                .param("sequence", known.knowledgeSequence())
                .query(row -> {
                    sums.add(
                            row.getString("measure_code"), row.getObject("day", LocalDate.class), row.getLong("value"));
                });
        return new Answer(known, sums.figures(withDays, durations(known, scope, period)));
    }

    /** The facts and records that a count is made of, oldest day first. */
    @Transactional(readOnly = true)
    public Sources behind(Measure measure, Known known, ScopeCode scope, Period period, int offset, int limit) {
        var from = measure.sort() == Measure.Sort.STOCK ? LocalDate.of(1900, 1, 1) : period.from();
        var items = new ArrayList<Source>();
        var counts = new long[2];
        // kind and time come from the journal of facts and the records themselves
        jdbc.sql("""
                        with behind as (
                            select source_id, family_id, day, sum(amount) as amount
                              from folded_delta
                             where council = :council and scope_code = :scope and measure_code = :measure
                               and day between :from and :to and knowledge_sequence <= :sequence
                             group by source_id, family_id, day having sum(amount) <> 0),
                        page as (select * from behind order by day, source_id offset :offset limit :limit)
                        select t.total, t.sum, p.*, coalesce(f.kind, o.kind_code) as kind,
                               coalesce(f.recorded_at, o.recorded_at) as recorded_at
                          from (select count(*) as total, coalesce(sum(amount), 0) as sum from behind) t
                          left join page p on true
                          left join heard_fact f on f.council = :council and f.fact_id = p.source_id
                          left join outcome_record o on o.council = :council and cast(o.outcome_id as text) = p.source_id
                         order by p.day, p.source_id
                        """)
                .param("council", council())
                .param("scope", scope.value())
                .param("measure", measure.name())
                .param("from", from)
                .param("to", period.to())
                .param("sequence", known.knowledgeSequence())
                .param("offset", offset)
                .param("limit", limit)
                .query(row -> {
                    counts[0] = row.getLong("total");
                    counts[1] = row.getLong("sum");
                    if (row.getString("source_id") != null) {
                        var recordedAt = row.getObject("recorded_at", OffsetDateTime.class);
                        items.add(new Source(
                                row.getString("source_id"),
                                row.getString("kind"),
                                row.getObject("family_id", UUID.class),
                                row.getObject("day", LocalDate.class),
                                row.getLong("amount"),
                                recordedAt == null ? null : recordedAt.toInstant()));
                    }
                });
        return new Sources(known, counts[0], counts[1], items);
    }

    private record Durations(long count, @Nullable Double median) {

        private static final Durations NONE = new Durations(0, null);
    }

    /** The single durations behind each sum; one under an hour adds nothing to the sum and is a duration all the same. */
    private Map<Measure, Durations> durations(Known known, ScopeCode scope, Period period) {
        var durations = new EnumMap<Measure, Durations>(Measure.class);
        jdbc.sql("""
                        select measure, count(*) as count, percentile_cont(0.5) within group (order by hours) as median
                          from (select case when measure_code in ('FIRST_HELP_GIVEN', 'HOURS_TO_FIRST_HELP')
                                            then 'HOURS_TO_FIRST_HELP' else 'HOURS_TO_DECISION' end as measure,
                                       source_id,
                                       coalesce(sum(amount) filter (where measure_code not like 'HOURS%'), 0) as given,
                                       coalesce(sum(amount) filter (where measure_code like 'HOURS%'), 0) as hours
                                  from folded_delta
                                 where council = :council and scope_code = :scope
                                   and measure_code in ('FIRST_HELP_GIVEN', 'HOURS_TO_FIRST_HELP', 'HOURS_TO_DECISION',
                                                        'DECISIONS_ACCEPTED', 'DECISIONS_DECLINED', 'DECISIONS_SIGNPOSTED')
                                   and day between :from and :to and knowledge_sequence <= :sequence
                                 group by 1, 2) d
                         where given > 0
                         group by measure
                        """)
                .param("council", council())
                .param("scope", scope.value())
                .param("from", period.from())
                .param("to", period.to())
                .param("sequence", known.knowledgeSequence())
                .query(row -> {
                    durations.put(
                            Measure.valueOf(row.getString("measure")),
                            new Durations(row.getLong("count"), row.getObject("median", Double.class)));
                });
        return durations;
    }

    /** Days added up as each measure wants it. */
    private static final class Sums {

        private final Map<Measure, Long> before = new EnumMap<>(Measure.class);
        private final Map<Measure, Map<LocalDate, Long>> days = new EnumMap<>(Measure.class);
        private final Period period;
        private @Nullable Known known;

        Sums(Period period) {
            this.period = period;
        }

        void add(@Nullable String measureCode, @Nullable LocalDate day, long value) {
            if (measureCode == null) {
                return;
            }
            var measure = Measure.valueOf(measureCode);
            if (day == null || day.isBefore(period.from())) {
                before.merge(measure, value, Long::sum);
            } else {
                days.computeIfAbsent(measure, code -> new TreeMap<>()).merge(day, value, Long::sum);
            }
        }

        List<Figure> figures(boolean withDays, Map<Measure, Durations> durations) {
            return Arrays.stream(Measure.values())
                    .map(measure -> figure(measure, withDays, durations.getOrDefault(measure, Durations.NONE)))
                    .toList();
        }

        private Figure figure(Measure measure, boolean withDays, Durations durations) {
            boolean stock = measure.sort() == Measure.Sort.STOCK;
            long running = stock ? before.getOrDefault(measure, 0L) : 0;
            var shown = new ArrayList<Figure.Day>();
            for (var day : days.getOrDefault(measure, Map.of()).entrySet()) {
                running += day.getValue();
                if (withDays && day.getValue() != 0) {
                    shown.add(new Figure.Day(day.getKey(), day.getValue(), stock ? running : null));
                }
            }
            boolean hours = measure.sort() == Measure.Sort.HOURS;
            return new Figure(
                    measure, running, hours ? durations.count() : null, hours ? durations.median() : null, shown);
        }
    }

    private static String council() {
        return Council.current().value();
    }
}
