package org.kith.platform.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.platform.inbox.HeardStream.State;
import org.kith.platform.outbox.Parts;
import org.kith.platform.refusal.Refusal;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The inbox in PostgreSQL, beside the effects. */
final class JdbcInboxStore implements InboxStore {

    private static final String MAKE = """
            insert into inbox_stream (consumer, council, publisher, key, topic, part)
            select ?, s.* from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[]) s
            on conflict do nothing returning *""";

    private static final String LOCK = """
            select i.* from inbox_stream i
            join unnest(?::text[], ?::text[], ?::text[]) as s(council, publisher, key) using (council, publisher, key)
            where i.consumer = ? order by council, publisher, key for update of i""";

    private static final String KEEP = """
            update inbox_stream i set last_seq = s.last_seq, last_event = s.last_event, last_at = s.last_at, state = s.state,
                state_since = case when i.state = s.state then i.state_since else clock_timestamp() end,
                waits_for_key = s.waits_for_key, waits_for_seq = s.waits_for_seq
            from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::bigint[])
                as s(council, publisher, key, last_seq, last_event, last_at, state, waits_for_key, waits_for_seq)
            where i.consumer = ? and i.council = s.council and i.publisher = s.publisher and i.key = s.key""";

    private static final String OFFSETS = """
            insert into inbox_offset (consumer, topic, partition, next_offset)
            select ?, s.* from unnest(?::text[], ?::int[], ?::bigint[]) s
            on conflict (consumer, topic, partition) do update set next_offset = excluded.next_offset""";

    private static final String PARK = """
            insert into inbox_parked (consumer, council, publisher, key, seq, event_id, type, topic, raw, occurred_at,
                correlation_id, causation_id, acted_by, traceparent, reason, detail)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (consumer, council, publisher, key, seq, event_id) do update
                set reason = excluded.reason, detail = excluded.detail
                where excluded.reason not in ('BEHIND', 'GAP')""";

    private static final String READY = """
            select i.council, i.publisher, i.key, i.topic from inbox_stream i
            where i.consumer = ? and i.state_since < clock_timestamp() - interval '1 second' and (
                (i.state = 'GAP' and (exists (select 1 from inbox_parked p where p.consumer = i.consumer
                        and p.council = i.council and p.publisher = i.publisher and p.key = i.key and p.seq = i.last_seq + 1)
                    or not exists (select 1 from inbox_parked p where p.consumer = i.consumer
                        and p.council = i.council and p.publisher = i.publisher and p.key = i.key and p.seq > i.last_seq)))
                or (i.state = 'WAITING_FOR_JOIN' and exists (select 1 from inbox_stream a where a.consumer = i.consumer
                        and a.council = i.council and a.publisher = i.publisher and a.key = i.waits_for_key
                        and a.last_seq >= i.waits_for_seq)))
            limit 500""";

    /** With all that an envelope has, so that it can be heard after all. */
    private static final String KEPT_HEADERS = """
            concat_ws(E'\\n', 'ce_id: ' || event_id, 'ce_sequence: ' || seq, 'ce_type: ' || type, 'ce_source: ' || publisher,
                'ce_council: ' || council, 'ce_time: ' || occurred_at, 'ce_correlationid: ' || correlation_id,
                'ce_causationid: ' || causation_id, 'ce_actedby: ' || acted_by, 'traceparent: ' || traceparent)""";

    private static final String FORKED_ASIDE = """
            with forked as (
                delete from inbox_parked where consumer = ? and council = ? and publisher = ? and key = ? and seq <= ?
                returning *)
            insert into inbox_quarantine (consumer, topic, partition, record_offset, record_key, raw, headers, reason)
            select consumer, topic, -1, hashtextextended(council || '/' || key || '/' || event_id, 0), convert_to(key, 'UTF8'), raw,
                %s, 'FORKED'
            from forked on conflict do nothing""".formatted(KEPT_HEADERS);

    private static final String FORKED_ASIDE_BUT = FORKED_ASIDE.replace("seq <= ?", "seq = ? and event_id <> ?");

    private static final String IS_ASIDE = """
            select 1 from inbox_quarantine where consumer = ? and topic = ? and partition = -1
                and record_offset = hashtextextended(?::text || '/' || ?::text || '/' || ?::text, 0) and reason = any(?)""";

    private static final String PARKED_AT =
            "select * from inbox_parked where consumer = ? and council = ? and publisher = ? and key = ? and seq = ?";

    private static final String READABLE_FIRST = PARKED_AT + " order by reason = 'UNREADABLE', since limit 1";
    private static final String STOPPED_AT = PARKED_AT + " order by reason in ('BEHIND', 'GAP'), since limit 1";
    private static final String FORKED = Reason.FORKED.name();
    private static final String GIVEN_UP = "GIVEN_UP";

    private static final String ASIDE = """
            with aside as (
                delete from inbox_parked where consumer = ? and council = ? and publisher = ? and key = ? and seq = ? and event_id = ?
                    and reason like ?
                returning *),
            kept as (
                insert into inbox_quarantine (consumer, topic, partition, record_offset, record_key, raw, headers, reason)
                select consumer, topic, -1, hashtextextended(council || '/' || key || '/' || event_id, 0), convert_to(key, 'UTF8'), raw,
                    %s, ?
                from aside on conflict do nothing)
            select count(*) from aside""".formatted(KEPT_HEADERS);

    private static final String BRING_BACK = """
            insert into inbox_parked (consumer, council, publisher, key, seq, event_id, type, topic, raw, occurred_at,
                correlation_id, causation_id, acted_by, traceparent, reason)
            select q.consumer, ?, ?, ?, ?, %1$s, %2$s, q.topic, q.raw, %3$s::timestamptz, %4$s, %5$s, %6$s, %7$s, 'FORKED'
              from inbox_quarantine q
             where q.consumer = ? and q.topic = ? and q.partition = -1 and q.record_key = convert_to(?, 'UTF8') and q.reason = 'FORKED'
               and %8$s = ?::text and %9$s = ? and %10$s = ? and %3$s is not null
               and %1$s is distinct from ?::text and (?::text is null or %1$s = ?::text)
             order by q.id desc limit 1
            on conflict do nothing returning event_id""".formatted(Stream.of(
                    "ce_id",
                    "ce_type",
                    "ce_time",
                    "ce_correlationid",
                    "ce_causationid",
                    "ce_actedby",
                    "traceparent",
                    "ce_sequence",
                    "ce_council",
                    "ce_source")
            .map("substring(E'\\n' || q.headers from E'\\n%s: ([^\\n]*)')"::formatted)
            .toArray());

    private static final String STANDING = """
            select i.*, (select count(*) from inbox_parked p where p.consumer = i.consumer and p.council = i.council
                and p.publisher = i.publisher and p.key = i.key) as parked
            from inbox_stream i where i.state <> 'OK' and i.council = ?
            order by i.state_since, i.consumer, i.publisher, i.key offset ? limit ?""";

    private static final RowMapper<HeardFact> PARKED_FACT = JdbcInboxStore::parkedFact;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    JdbcInboxStore(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Map<StreamKey, HeardStream> lock(String consumer, Map<StreamKey, String> topics) {
        var sorted = new TreeMap<>(topics);
        var found = found(consumer, sorted);
        if (found.size() < sorted.size()) {
            var unknown = new TreeMap<>(sorted);
            unknown.keySet().removeAll(found.keySet());
            var made = make(consumer, unknown);
            // somebody else made one meanwhile: it is there now, and may already be further on
            found = made.size() < unknown.size() ? found(consumer, sorted) : joined(found, made);
        }
        return found;
    }

    private static Map<StreamKey, HeardStream> joined(
            Map<StreamKey, HeardStream> some, Map<StreamKey, HeardStream> others) {
        some.putAll(others);
        return some;
    }

    private Map<StreamKey, HeardStream> make(String consumer, SortedMap<StreamKey, String> topics) {
        var made = new HashMap<StreamKey, HeardStream>();
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (var insert = connection.prepareStatement(MAKE)) {
                insert.setString(1, consumer);
                insert.setArray(2, connection.createArrayOf("text", councils(topics.keySet())));
                insert.setArray(3, connection.createArrayOf("text", publishers(topics.keySet())));
                insert.setArray(4, connection.createArrayOf("text", keys(topics.keySet())));
                insert.setArray(
                        5, connection.createArrayOf("text", topics.values().toArray()));
                insert.setArray(
                        6,
                        connection.createArrayOf(
                                "int",
                                topics.keySet().stream()
                                        .map(stream -> Parts.of(stream.council(), stream.key()))
                                        .toArray()));
                return read(insert, made);
            }
        });
        return made;
    }

    private static int read(PreparedStatement query, Map<StreamKey, HeardStream> into) throws SQLException {
        try (var row = query.executeQuery()) {
            while (row.next()) {
                var stream = stream(row);
                into.put(stream.key(), stream);
            }
        }
        return into.size();
    }

    private Map<StreamKey, HeardStream> found(String consumer, SortedMap<StreamKey, String> topics) {
        var found = new HashMap<StreamKey, HeardStream>();
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (var query = connection.prepareStatement(LOCK)) {
                query.setArray(1, connection.createArrayOf("text", councils(topics.keySet())));
                query.setArray(2, connection.createArrayOf("text", publishers(topics.keySet())));
                query.setArray(3, connection.createArrayOf("text", keys(topics.keySet())));
                query.setString(4, consumer);
                return read(query, found);
            }
        });
        return found;
    }

    private static HeardStream stream(ResultSet row) throws SQLException {
        var stream = new HeardStream(
                new StreamKey(row.getString("council"), row.getString("publisher"), row.getString("key")),
                row.getString("topic"),
                row.getLong("last_seq"),
                row.getString("last_event"),
                instant(row, "last_at"),
                State.valueOf(row.getString("state")));
        return stream;
    }

    private static Object[] councils(Collection<StreamKey> streams) {
        return streams.stream().map(StreamKey::council).toArray();
    }

    private static Object[] publishers(Collection<StreamKey> streams) {
        return streams.stream().map(StreamKey::publisher).toArray();
    }

    private static Object[] keys(Collection<StreamKey> streams) {
        return streams.stream().map(StreamKey::key).toArray();
    }

    @Override
    public long lastSequence(String consumer, StreamKey stream) {
        return jdbc
                .query(
                        "select last_seq from inbox_stream where consumer = ? and council = ? and publisher = ? and key = ?",
                        (row, number) -> row.getLong(1),
                        consumer,
                        stream.council(),
                        stream.publisher(),
                        stream.key())
                .stream()
                .findFirst()
                .orElse(0L);
    }

    @Override
    public void keep(String consumer, Collection<HeardStream> streams) {
        var changed = streams.stream().filter(HeardStream::changed).toList();
        if (changed.isEmpty()) {
            return;
        }
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (var update = connection.prepareStatement(KEEP)) {
                update.setArray(
                        1, texts(connection, changed, stream -> stream.key().council()));
                update.setArray(
                        2, texts(connection, changed, stream -> stream.key().publisher()));
                update.setArray(
                        3, texts(connection, changed, stream -> stream.key().key()));
                update.setArray(4, array(connection, "bigint", changed, HeardStream::lastSequence));
                update.setArray(5, texts(connection, changed, HeardStream::lastEvent));
                update.setArray(6, texts(connection, changed, stream -> text(stream.lastAt())));
                update.setArray(
                        7, texts(connection, changed, stream -> stream.state().name()));
                update.setArray(8, texts(connection, changed, HeardStream::waitsForKey));
                update.setArray(
                        9,
                        array(
                                connection,
                                "bigint",
                                changed,
                                stream -> stream.waitsForKey() == null ? null : stream.waitsForSequence()));
                update.setString(10, consumer);
                return update.executeUpdate();
            }
        });
    }

    private static java.sql.Array texts(
            Connection connection, List<HeardStream> streams, Function<HeardStream, @Nullable String> field)
            throws SQLException {
        return array(connection, "text", streams, field);
    }

    private static java.sql.Array array(
            Connection connection,
            String type,
            List<HeardStream> streams,
            Function<HeardStream, ? extends @Nullable Object> field)
            throws SQLException {
        var values = new @Nullable Object[streams.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = field.apply(streams.get(i));
        }
        return connection.createArrayOf(type, values);
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }

    @Override
    public void park(String consumer, HeardFact fact, Reason reason, @Nullable String detail) {
        var envelope = fact.envelope();
        jdbc.update(
                PARK,
                consumer,
                envelope.council(),
                envelope.publisher(),
                envelope.key(),
                envelope.sequence(),
                envelope.id(),
                envelope.type(),
                fact.topic(),
                fact.raw(),
                time(envelope.occurredAt()),
                envelope.correlationId(),
                envelope.causationId(),
                envelope.actedBy(),
                fact.traceparent(),
                reason.name(),
                detail);
    }

    @Override
    public void unpark(String consumer, HeardFact fact) {
        jdbc.update(
                "delete from inbox_parked where consumer = ? and council = ? and publisher = ? and key = ? and seq = ? and event_id = ?",
                consumer,
                fact.envelope().council(),
                fact.envelope().publisher(),
                fact.envelope().key(),
                fact.sequence(),
                fact.envelope().id());
    }

    @Override
    public Optional<HeardFact> parked(String consumer, StreamKey stream, long sequence) {
        return parkedAt(READABLE_FIRST, consumer, stream, sequence);
    }

    private Optional<HeardFact> parkedAt(String query, String consumer, StreamKey stream, long sequence) {
        return jdbc
                .query(query, PARKED_FACT, consumer, stream.council(), stream.publisher(), stream.key(), sequence)
                .stream()
                .findFirst();
    }

    private static HeardFact parkedFact(ResultSet row, int number) throws SQLException {
        return new HeardFact(
                new Envelope(
                        row.getString("event_id"),
                        row.getString("type"),
                        row.getString("publisher"),
                        row.getString("council"),
                        row.getString("key"),
                        row.getLong("seq"),
                        moment(row, "occurred_at"),
                        row.getString("correlation_id"),
                        row.getString("causation_id"),
                        row.getString("acted_by")),
                row.getString("topic"),
                row.getString("traceparent"),
                row.getBytes("raw"));
    }

    @Override
    public boolean anyParkedAfter(String consumer, StreamKey stream, long sequence) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from inbox_parked where consumer = ? and council = ? and publisher = ? and key = ? and seq > ?)",
                Boolean.class,
                consumer,
                stream.council(),
                stream.publisher(),
                stream.key(),
                sequence));
    }

    @Override
    public List<StreamKey> waitingFor(String consumer, StreamKey absorbed, long absorbedLastSequence) {
        return jdbc.query(
                """
                select council, publisher, key from inbox_stream where consumer = ? and state = 'WAITING_FOR_JOIN'
                    and council = ? and publisher = ? and waits_for_key = ? and waits_for_seq <= ?""",
                (row, number) -> new StreamKey(row.getString(1), row.getString(2), row.getString(3)),
                consumer,
                absorbed.council(),
                absorbed.publisher(),
                absorbed.key(),
                absorbedLastSequence);
    }

    @Override
    public Map<StreamKey, String> ready(String consumer) {
        var ready = new HashMap<StreamKey, String>();
        jdbc.query(
                READY,
                row -> {
                    ready.put(
                            new StreamKey(row.getString("council"), row.getString("publisher"), row.getString("key")),
                            row.getString("topic"));
                },
                consumer);
        return ready;
    }

    @Override
    public void refused(String consumer, HeardFact fact, Refusal refusal) {
        jdbc.update(
                """
                insert into inbox_refusal (consumer, council, publisher, key, seq, event_id, type, code, refused_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
                consumer,
                fact.envelope().council(),
                fact.envelope().publisher(),
                fact.envelope().key(),
                fact.sequence(),
                fact.envelope().id(),
                fact.envelope().type(),
                refusal.code(),
                time(clock.instant()));
    }

    @Override
    public void quarantine(String consumer, List<Quarantined> strays) {
        for (var stray : strays) {
            jdbc.update(
                    """
                    insert into inbox_quarantine (consumer, topic, partition, record_offset, record_key, raw, headers, reason)
                    values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
                    consumer,
                    stray.topic(),
                    stray.partition(),
                    stray.offset(),
                    stray.key(),
                    stray.raw(),
                    stray.headers(),
                    stray.reason());
        }
    }

    @Override
    public List<Parked> parkedOf(String consumer, StreamKey stream, int limit) {
        return jdbc.query(
                "select * from inbox_parked where consumer = ? and council = ? and publisher = ? and key = ? order by seq, since limit ?",
                (row, number) -> new Parked(
                        parkedFact(row, number),
                        Reason.valueOf(row.getString("reason")),
                        row.getString("detail"),
                        moment(row, "since")),
                consumer,
                stream.council(),
                stream.publisher(),
                stream.key(),
                limit);
    }

    @Override
    public int setForkedAside(String consumer, StreamKey stream, long lastSequence) {
        return jdbc.update(FORKED_ASIDE, consumer, stream.council(), stream.publisher(), stream.key(), lastSequence);
    }

    @Override
    public int setForkedAsideBut(String consumer, StreamKey stream, long sequence, String eventId) {
        return jdbc.update(
                FORKED_ASIDE_BUT, consumer, stream.council(), stream.publisher(), stream.key(), sequence, eventId);
    }

    @Override
    public Optional<String> bringBack(
            String consumer,
            StreamKey stream,
            String topic,
            long sequence,
            @Nullable String heard,
            @Nullable String eventId) {
        return jdbc
                .query(
                        BRING_BACK,
                        (row, number) -> String.valueOf(row.getString(1)),
                        stream.council(),
                        stream.publisher(),
                        stream.key(),
                        sequence,
                        consumer,
                        topic,
                        stream.key(),
                        sequence,
                        stream.council(),
                        stream.publisher(),
                        heard,
                        eventId,
                        eventId)
                .stream()
                .findFirst();
    }

    @Override
    public boolean isAside(String consumer, HeardFact fact) {
        return isAside(consumer, fact.stream(), fact.topic(), fact.envelope().id(), FORKED, GIVEN_UP);
    }

    @Override
    public boolean isGivenUpAside(String consumer, StreamKey stream, String topic, String eventId) {
        return isAside(consumer, stream, topic, eventId, GIVEN_UP);
    }

    private boolean isAside(String consumer, StreamKey stream, String topic, String eventId, String... reasons) {
        return !jdbc.query(
                        IS_ASIDE,
                        (row, number) -> row.getInt(1),
                        consumer,
                        topic,
                        stream.council(),
                        stream.key(),
                        eventId,
                        reasons)
                .isEmpty();
    }

    @Override
    public Optional<HeardFact> stoppedAt(String consumer, StreamKey stream, long sequence) {
        return parkedAt(STOPPED_AT, consumer, stream, sequence);
    }

    @Override
    public void setGivenUpAside(String consumer, HeardFact fact) {
        setAside(consumer, fact, "%", GIVEN_UP);
    }

    @Override
    public boolean setUnreadableAside(String consumer, HeardFact fact) {
        return setAside(consumer, fact, Reason.UNREADABLE.name(), "REPLACED");
    }

    private boolean setAside(String consumer, HeardFact fact, String parkedFor, String why) {
        return jdbc.query(
                        ASIDE,
                        (row, number) -> row.getInt(1),
                        consumer,
                        fact.envelope().council(),
                        fact.envelope().publisher(),
                        fact.envelope().key(),
                        fact.sequence(),
                        fact.envelope().id(),
                        parkedFor,
                        why)
                .contains(1);
    }

    @Override
    public Optional<String> topicOf(String consumer, StreamKey stream) {
        return jdbc
                .query(
                        "select topic from inbox_stream where consumer = ? and council = ? and publisher = ? and key = ?",
                        (row, number) -> String.valueOf(row.getString(1)),
                        consumer,
                        stream.council(),
                        stream.publisher(),
                        stream.key())
                .stream()
                .findFirst();
    }

    @Override
    public List<Standing> standing(String council, int offset, int limit) {
        return jdbc.query(
                STANDING,
                (row, number) -> new Standing(
                        String.valueOf(row.getString("consumer")),
                        new StreamKey(
                                String.valueOf(row.getString("council")),
                                String.valueOf(row.getString("publisher")),
                                String.valueOf(row.getString("key"))),
                        String.valueOf(row.getString("state")),
                        moment(row, "state_since"),
                        row.getLong("last_seq"),
                        row.getInt("parked")),
                council,
                offset,
                limit);
    }

    @Override
    public int standing(String council) {
        return jdbc.query(
                        "select count(*) from inbox_stream where state <> 'OK' and council = ?",
                        (row, number) -> row.getInt(1),
                        council)
                .getFirst();
    }

    @Override
    public void offsets(String consumer, Map<TopicPlace, Long> nextOffsets) {
        if (nextOffsets.isEmpty()) {
            return;
        }
        // in one order for all, so that two consumers of a group that is being shared out anew do not wait for each
        // other
        var places = nextOffsets.keySet().stream()
                .sorted(Comparator.comparing(TopicPlace::topic).thenComparingInt(TopicPlace::partition))
                .toList();
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (var upsert = connection.prepareStatement(OFFSETS)) {
                upsert.setString(1, consumer);
                upsert.setArray(
                        2,
                        connection.createArrayOf(
                                "text", places.stream().map(TopicPlace::topic).toArray()));
                upsert.setArray(
                        3,
                        connection.createArrayOf(
                                "int",
                                places.stream().map(TopicPlace::partition).toArray()));
                upsert.setArray(
                        4,
                        connection.createArrayOf(
                                "bigint", places.stream().map(nextOffsets::get).toArray()));
                return upsert.executeUpdate();
            }
        });
    }

    @Override
    public Map<TopicPlace, Long> offsets(String consumer) {
        var offsets = new HashMap<TopicPlace, Long>();
        jdbc.query(
                "select topic, partition, next_offset from inbox_offset where consumer = ?",
                row -> {
                    offsets.put(new TopicPlace(row.getString(1), row.getInt(2)), row.getLong(3));
                },
                consumer);
        return offsets;
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        var moment = instant(row, column);
        if (moment == null) {
            throw new SQLException(column + " is empty");
        }
        return moment;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
