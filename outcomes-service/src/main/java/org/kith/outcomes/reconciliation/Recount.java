package org.kith.outcomes.reconciliation;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.kith.platform.council.Council;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts by other means than the figures: straight from the journal of facts and the records, in SQL, sharing no rule with the
 * code that counts. Each comparison is one statement and therefore of one moment.
 */
@Repository
class Recount {

    private static final String ALL_DELTAS = """
            (select family_id, measure_code, scope_code, day, source_id, amount from unfolded_delta where council = :council
             union all
             select family_id, measure_code, scope_code, day, source_id, amount from folded_delta where council = :council)
            """;

    private static final String JOURNAL_COUNTS = """
            (select kind, (at at time zone 'Europe/London')::date as day, referral_id, fact_id, at, sequence, family_id, received_at,
                    case when child_ids = '{}' then child_ids else known_children(council, child_ids) end as child_ids
               from heard_fact where council = :council)
            """;

    private final JdbcClient jdbc;

    Recount(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long cells() {
        return jdbc.sql("select count(*) from figure_total where council = :council")
                .param("council", Council.current().value())
                .query(Long.class)
                .single();
    }

    /** Daily totals against the folded differences. */
    List<Difference> totalsAgainstDifferences() {
        return jdbc.sql("""
                        select measure_code, scope_code, day, coalesce(t.value, 0) as counted, coalesce(d.value, 0) as expected
                          from (select measure_code, scope_code, day, value from figure_total where council = :council) t
                          full join (select measure_code, scope_code, day, sum(amount) as value from folded_delta
                                      where council = :council group by 1, 2, 3) d using (measure_code, scope_code, day)
                         where coalesce(t.value, 0) <> coalesce(d.value, 0)
                        """)
                .param("council", Council.current().value())
                .query((row, number) -> new Difference(
                        "TOTAL_AND_DIFFERENCES",
                        row.getString("measure_code"),
                        row.getString("scope_code"),
                        row.getObject("day", LocalDate.class),
                        null,
                        row.getLong("counted"),
                        row.getLong("expected")))
                .list();
    }

    /** What is left of families that were joined into others, which should be nothing. */
    List<Difference> leftOfJoinedFamilies() {
        return jdbc.sql("select d.family_id, d.measure_code, d.scope_code, d.day, sum(d.amount) as counted from "
                        + ALL_DELTAS
                        + """
                         d join family f on f.council = :council and f.family_id = d.family_id and f.stands_for <> f.family_id
                         group by d.family_id, d.measure_code, d.scope_code, d.day having sum(d.amount) <> 0
                        """)
                .param("council", Council.current().value())
                .query((row, number) -> new Difference(
                        "DIFFERENCES_AND_FACTS",
                        row.getString("measure_code"),
                        row.getString("scope_code"),
                        row.getObject("day", LocalDate.class),
                        row.getObject("family_id", UUID.class),
                        row.getLong("counted"),
                        0))
                .list();
    }

    /** County counts that can be read off the journal and the records without knowing any history. */
    List<Difference> countsAgainstJournal() {
        return jdbc.sql("""
                        with fact as %1$s,
                        decided as (
                            select distinct on (referral_id) referral_id, child_ids, at, received_at from fact
                             where kind in ('REFERRAL_ACCEPTED', 'REFERRAL_DECLINED', 'REFERRAL_SIGNPOSTED')
                             order by referral_id, at desc, sequence desc),
                        standing as (
                            select r.kind_code, r.happened_on from outcome_record r
                             where r.council = :council and not r.withdrawn
                               and not exists (select 1 from outcome_record c
                                                where c.council = r.council and c.corrects_outcome_id = r.outcome_id)),
                        referral_known as (
                            select referral_id, coalesce(f.at, d.received_at, d.at) as received_at,
                                   unnest(coalesce(d.child_ids, f.child_ids)) as child_id
                              from (select referral_id, at, child_ids from fact where kind = 'REFERRAL_RECEIVED') f
                              full join decided d using (referral_id)),
                        of_child as (
                            select k.referral_id, k.child_id, k.received_at,
                                   (k.received_at at time zone 'Europe/London')::date as day,
                                   extract(year from (k.received_at at time zone 'Europe/London') - interval '3 months') as year
                              from referral_known k),
                        expected as (
                            select 'RE_REFERRALS' as measure_code, c.day, count(*) as value
                              from of_child c join fact f on f.referral_id = c.referral_id and f.kind = 'REFERRAL_RECEIVED'
                             where exists (select from of_child o where o.child_id = c.child_id
                                              and (o.received_at, o.referral_id) < (c.received_at, c.referral_id)
                                              and c.day - o.day <= 365)
                             group by c.day
                            union all
                            select 'DISTINCT_CHILDREN_REFERRED', c.day, count(*)
                              from of_child c join fact f on f.referral_id = c.referral_id and f.kind = 'REFERRAL_RECEIVED'
                             where not exists (select from of_child o where o.child_id = c.child_id
                                                  and (o.received_at, o.referral_id) < (c.received_at, c.referral_id)
                                                  and o.year = c.year)
                             group by c.day
                            union all
                            select 'REFERRALS_RECEIVED' as measure_code, day, count(*) as value
                              from fact where kind = 'REFERRAL_RECEIVED' group by day
                            union all
                            select 'CHILDREN_REFERRED', f.day, sum(cardinality(coalesce(d.child_ids, f.child_ids)))
                              from fact f left join decided d using (referral_id)
                             where f.kind = 'REFERRAL_RECEIVED' group by f.day
                            union all
                            select replace(kind, 'REFERRAL_', 'DECISIONS_'),
                                   day, count(*)
                              from fact where kind in ('REFERRAL_ACCEPTED', 'REFERRAL_DECLINED', 'REFERRAL_SIGNPOSTED') group by 1, 2
                            union all
                            select case kind_code when 'CARE_ENTRY' then 'CARE_ENTRIES' when 'CARE_EXIT' then 'CARE_EXITS'
                                        when 'PROTECTION_PLAN_START' then 'PROTECTION_PLAN_STARTS'
                                        when 'PROTECTION_PLAN_END' then 'PROTECTION_PLAN_ENDS' else kind_code end,
                                   happened_on, count(*)
                              from standing group by 1, 2),
                        counted as (
                            select measure_code, day, sum(amount) as value from %2$s d
                             where scope_code = 'COUNTY'
                               and measure_code in ('REFERRALS_RECEIVED', 'CHILDREN_REFERRED', 'RE_REFERRALS', 'DISTINCT_CHILDREN_REFERRED', 'DECISIONS_ACCEPTED',
                                   'DECISIONS_DECLINED', 'DECISIONS_SIGNPOSTED', 'CARE_ENTRIES', 'CARE_EXITS',
                                   'PROTECTION_PLAN_STARTS', 'PROTECTION_PLAN_ENDS', 'PROCEEDINGS_ISSUED', 'PROCEEDINGS_CONCLUDED')
                             group by 1, 2)
                        select measure_code, day, coalesce(c.value, 0) as counted, coalesce(e.value, 0) as expected
                          from counted c full join expected e using (measure_code, day)
                         where coalesce(c.value, 0) <> coalesce(e.value, 0)
                        """.formatted(JOURNAL_COUNTS, ALL_DELTAS))
                .param("council", Council.current().value())
                .query((row, number) -> new Difference(
                        "TOTAL_AND_JOURNAL",
                        row.getString("measure_code"),
                        "COUNTY",
                        row.getObject("day", LocalDate.class),
                        null,
                        row.getLong("counted"),
                        row.getLong("expected")))
                .list();
    }
}
