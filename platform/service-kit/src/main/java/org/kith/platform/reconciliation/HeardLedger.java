package org.kith.platform.reconciliation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.kith.platform.reconciliation.Notice.Bucket;
import org.kith.platform.reconciliation.Notice.Heads;
import org.kith.platform.reconciliation.Notice.Heard;
import org.kith.platform.reconciliation.Notice.Missing;
import org.kith.platform.reconciliation.Notice.Position;
import org.springframework.jdbc.core.JdbcTemplate;

/** What this service has heard: applied, or parked where a person sees it. */
final class HeardLedger {

    private static final int STREAMS_ON_A_PAGE = 2_000;

    /** A parked fact has arrived, so it is not missing; a gap before it is asked for by itself. Few streams stand still. */
    private static final String POSITIONS = """
            select i.council, i.key, i.last_seq as seq, i.last_seq as applied, i.last_at from inbox_stream i
            where i.consumer = ? and i.publisher = ? and i.topic = ? and i.part = ? and i.state = 'OK' and i.last_at >= ?
            union all
            select i.council, i.key, greatest(i.last_seq, coalesce(p.seq, 0)), i.last_seq,
                case when p.seq > i.last_seq then p.occurred_at else i.last_at end
            from inbox_stream i left join lateral (
                select seq, occurred_at from inbox_parked where inbox_parked.consumer = i.consumer
                and inbox_parked.council = i.council and inbox_parked.publisher = i.publisher and inbox_parked.key = i.key
                order by seq desc limit 1) p on true
            where i.consumer = ? and i.publisher = ? and i.topic = ? and i.part = ? and i.state <> 'OK'""";

    private static final String HOUR =
            "case when last_at >= ? then floor(extract(epoch from last_at) / 3600)::bigint else -1 end";

    /**
     * The first hole of each stream that stands still, for whatever reason. A parked fact whose bytes cannot be read is missing
     * too, but its journal may hold nothing better: so that is asked for more and more rarely, beside the hole and not after it.
     */
    private static final String MISSING = """
            select distinct on (council, publisher, key, unreadable) council, publisher, key, part, first_missing, last_missing from (
                select i.council, i.publisher, i.key, i.part, i.state_since, i.asked_at, p.reason = 'UNREADABLE' as unreadable,
                    lag(p.seq, 1, i.last_seq) over (partition by i.council, i.publisher, i.key order by p.seq) + 1 as first_missing,
                    case when p.reason = 'UNREADABLE' then p.seq else p.seq - 1 end as last_missing
                from inbox_stream i join inbox_parked p on p.consumer = i.consumer and p.council = i.council
                    and p.publisher = i.publisher and p.key = i.key and p.seq > i.last_seq
                where i.consumer = ? and i.state <> 'OK' and i.state_since < clock_timestamp() - interval '2 seconds') as parked
            where first_missing <= last_missing and (asked_at is null or asked_at < clock_timestamp()
                - case when unreadable then greatest(interval '30 seconds', asked_at - state_since) else interval '30 seconds' end)
            order by council, publisher, key, unreadable, first_missing limit 500""";

    private final JdbcTemplate jdbc;

    HeardLedger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What to tell the publisher if its count and ours differ; empty if they agree. */
    List<Heard> differences(String consumer, Heads heads) {
        var ours = buckets(consumer, heads);
        var theirs = new HashSet<>(heads.buckets());
        var hours = new TreeSet<Long>();
        ours.stream().filter(bucket -> !theirs.contains(bucket)).forEach(bucket -> hours.add(bucket.hour()));
        var known = new HashSet<>(ours);
        heads.buckets().stream().filter(bucket -> !known.contains(bucket)).forEach(bucket -> hours.add(bucket.hour()));
        return hours.isEmpty() ? List.of() : pages(consumer, heads, List.copyOf(hours));
    }

    private List<Bucket> buckets(String consumer, Heads heads) {
        return jdbc.query(
                "select " + HOUR
                        + " as hour, count(*), sum(seq), bit_xor(hashtextextended(council || '/' || key || '/' || seq, 0)) from ("
                        + POSITIONS + ") as positions where seq > 0 and last_at >= ? group by hour",
                (row, number) -> new Bucket(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                counted(consumer, heads));
    }

    /** What a count is asked with; the parked facts of a stream that stands still may be younger than what it applied last. */
    private static Object[] counted(String consumer, Heads heads) {
        var recent = SaidLedger.startOf(heads.recentFrom()).atOffset(ZoneOffset.UTC);
        var from = heads.countsOlder() ? OffsetDateTime.MIN : recent;
        return new Object[] {
            recent,
            consumer,
            heads.publisher(),
            heads.topic(),
            heads.part(),
            from,
            consumer,
            heads.publisher(),
            heads.topic(),
            heads.part(),
            from
        };
    }

    private List<Heard> pages(String consumer, Heads heads, List<Long> hours) {
        var positions = jdbc.query(
                "select council, key, seq, " + HOUR + " as hour, applied from (" + POSITIONS
                        + ") as positions where last_at >= ? order by (council || '/' || key) collate \"C\"",
                (row, number) -> hours.contains(row.getLong(4))
                        ? new Position(
                                Objects.requireNonNull(row.getString(1)),
                                Objects.requireNonNull(row.getString(2)),
                                row.getLong(3),
                                row.getLong(5))
                        : new Position("", "", 0, null),
                counted(consumer, heads));
        var listed =
                positions.stream().filter(position -> !position.key().isEmpty()).toList();
        var pages = new ArrayList<Heard>();
        String after = null;
        for (int from = 0; from == 0 || from < listed.size(); from += STREAMS_ON_A_PAGE) {
            var page = listed.subList(from, Math.min(from + STREAMS_ON_A_PAGE, listed.size()));
            boolean last = from + STREAMS_ON_A_PAGE >= listed.size();
            String upTo = last
                    ? null
                    : page.getLast().council() + "/" + page.getLast().key();
            pages.add(new Heard(
                    consumer,
                    heads.publisher(),
                    heads.topic(),
                    heads.part(),
                    pages.size(),
                    heads.at(),
                    heads.recentFrom(),
                    hours,
                    after,
                    upTo,
                    List.copyOf(page)));
            after = upTo;
        }
        return pages;
    }

    /** What is missing in streams that have stood still for a while, and was not asked for lately. */
    List<Missing> gaps(String consumer) {
        return jdbc.query(
                MISSING,
                (row, number) -> new Missing(
                        consumer,
                        Objects.requireNonNull(row.getString(1)),
                        Objects.requireNonNull(row.getString(2)),
                        Objects.requireNonNull(row.getString(3)),
                        row.getInt(4),
                        row.getLong(5),
                        row.getLong(6)),
                consumer);
    }

    void asked(Missing missing) {
        jdbc.update(
                "update inbox_stream set asked_at = clock_timestamp() where consumer = ? and council = ? and publisher = ? and key = ?",
                missing.consumer(),
                missing.council(),
                missing.publisher(),
                missing.stream());
    }

    static long hourOf(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), 3600L);
    }
}
