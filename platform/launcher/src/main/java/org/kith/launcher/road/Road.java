package org.kith.launcher.road;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.services.Installation;
import org.kith.launcher.services.Part;

/**
 * Reads what the services' journals say about one family, and how far each inbox has come with it. An operator's tool: it reads
 * ids, codes and times in the delivery tables only, which hold nothing about people.
 */
public final class Road {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss.SSS", Locale.UK).withZone(ZoneId.of("Europe/London"));

    private static final List<Part> WITH_JOURNALS =
            List.of(Part.REFERRAL, Part.ALLOCATION, Part.SPECIALIST, Part.OUTCOMES);

    private static final String FACTS = """
            select key, seq, type, topic, event_id, correlation_id, causation_id, recorded_at,
                   exists (select 1 from outbox_queue q where q.event_id = j.event_id) as unsent
            from event_journal j where key = any (?) order by recorded_at, seq
            """;

    private static final String KEYS_OF_REFERRAL =
            "select distinct key from event_journal where type like 'referral.%' and payload like ?";

    private static final String HEARD = """
            select consumer, publisher, key, last_seq, state, last_at from inbox_stream where key = any (?)
            """;

    private final Installation installation;

    public Road(Installation installation) {
        this.installation = installation;
    }

    /** One fact in one journal. */
    record Fact(
            Part publisher,
            String key,
            long sequence,
            String type,
            String topic,
            UUID id,
            String correlation,
            @Nullable String causation,
            Instant recordedAt,
            boolean unsent) {}

    /** How far one service has come with one family's facts of another. */
    record Heard(String consumer, String publisher, String key, long sequence, String state) {}

    /** The lines of the road, in the order in which the facts were recorded. */
    public List<String> of(UUID referral, UUID family) {
        var keys = new LinkedHashSet<String>();
        keys.add(family.toString());
        var facts = new ArrayList<Fact>();
        var heard = new ArrayList<Heard>();
        try {
            try (var connection = connect(Part.REFERRAL);
                    var query = connection.prepareStatement(KEYS_OF_REFERRAL)) {
                // a referral starts under a family id of its own, until it is bound to a known family
                query.setString(1, "%" + referral + "%");
                try (var rows = query.executeQuery()) {
                    while (rows.next()) {
                        keys.add(rows.getString(1));
                    }
                }
            }
            for (var part : WITH_JOURNALS) {
                try (var connection = connect(part)) {
                    facts.addAll(facts(part, connection, keys));
                    heard.addAll(heard(connection, keys));
                }
            }
        } catch (SQLException e) {
            throw new Obstacle("A journal cannot be read: " + e.getMessage(), "See ./kith status", e);
        }
        return lines(facts, heard);
    }

    private Connection connect(Part part) throws SQLException {
        var url = "jdbc:postgresql://127.0.0.1:" + installation.ports().postgres() + "/" + part.database();
        return DriverManager.getConnection(url, part.database() + "_owner", "kith");
    }

    private static List<Fact> facts(Part part, Connection connection, Set<String> keys) throws SQLException {
        var facts = new ArrayList<Fact>();
        try (var query = connection.prepareStatement(FACTS)) {
            query.setArray(1, connection.createArrayOf("text", keys.toArray()));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    facts.add(new Fact(
                            part,
                            rows.getString("key"),
                            rows.getLong("seq"),
                            rows.getString("type"),
                            rows.getString("topic"),
                            rows.getObject("event_id", UUID.class),
                            rows.getString("correlation_id"),
                            rows.getString("causation_id"),
                            rows.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                            rows.getBoolean("unsent")));
                }
            }
        }
        return facts;
    }

    private static List<Heard> heard(Connection connection, Set<String> keys) throws SQLException {
        var heard = new ArrayList<Heard>();
        try (var query = connection.prepareStatement(HEARD)) {
            query.setArray(1, connection.createArrayOf("text", keys.toArray()));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    heard.add(new Heard(
                            rows.getString("consumer"),
                            rows.getString("publisher"),
                            rows.getString("key"),
                            rows.getLong("last_seq"),
                            rows.getString("state")));
                }
            }
        }
        return heard;
    }

    private static List<String> lines(List<Fact> facts, List<Heard> heard) {
        var lines = new ArrayList<String>();
        var sorted =
                facts.stream().sorted(Comparator.comparing(Fact::recordedAt)).toList();
        for (var fact : sorted) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s  %-11s #%-3d %-32s %s%s",
                    CLOCK.format(fact.recordedAt()),
                    fact.publisher().database(),
                    fact.sequence(),
                    fact.type(),
                    fact.topic(),
                    fact.unsent() ? "  NOT SENT YET" : ""));
            lines.add("                       fact " + fact.id() + ", correlation " + fact.correlation()
                    + (fact.causation() == null ? "" : ", because of " + fact.causation()));
            lines.add("                       heard by " + hearers(fact, heard));
        }
        if (sorted.isEmpty()) {
            lines.add("No journal has a fact about it.");
        }
        heard.stream()
                .filter(stream -> !stream.state().equals("OK"))
                .forEach(stream -> lines.add("NOT IN ORDER: " + stream.consumer() + " hears " + stream.publisher()
                        + " about " + stream.key() + " only up to #" + stream.sequence() + ": " + stream.state()));
        return lines;
    }

    private static String hearers(Fact fact, List<Heard> heard) {
        var names = heard.stream()
                .filter(stream -> stream.key().equals(fact.key())
                        && stream.publisher().equals(fact.publisher().database())
                        && stream.sequence() >= fact.sequence())
                .map(Heard::consumer)
                .sorted()
                .toList();
        return names.isEmpty() ? "nobody yet" : String.join(", ", names);
    }
}
