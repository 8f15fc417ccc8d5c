package org.kith.launcher.campaign;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.kith.launcher.streams.StandingStreams;
import org.kith.launcher.streams.StandingStreams.Doubt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults that stop single families on purpose and need a person afterwards: two facts that claim one place, and a database that
 * refuses one family's rows. At the end they are replayed as an operator would, and then all is well again.
 */
final class Wounds {

    private static final Logger LOG = LoggerFactory.getLogger(Wounds.class);

    private static final String REFUSE = """
            create or replace function campaign_refuse() returns trigger language plpgsql as $$
            begin
                if abs(hashtext(new.family_id::text)) % 9 = 0 then
                    raise exception 'The campaign refuses this family';
                end if;
                return new;
            end $$;
            drop trigger if exists campaign_refuse on family_place;
            create trigger campaign_refuse before insert or update on family_place for each row execute function campaign_refuse()
            """;

    private static final String ALLOW =
            "drop trigger if exists campaign_refuse on family_place; drop function if exists campaign_refuse()";

    private static final Duration LIMIT = Duration.ofSeconds(40);

    private static final Duration LOOK = Duration.ofMillis(500);

    private final Cluster cluster;
    private final Topics topics;
    private final StandingStreams streams;
    private final List<String> seenStanding = new ArrayList<>();
    private boolean wounded;

    Wounds(Cluster cluster, Topics topics, StandingStreams streams) {
        this.cluster = cluster;
        this.topics = topics;
        this.streams = streams;
    }

    /** Says another fact for the last place of some streams. */
    synchronized void fork(SplittableRandom random, int count) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        cluster.bootstrap(),
                        "enable.metrics.push",
                        false,
                        "max.block.ms",
                        3_000,
                        "request.timeout.ms",
                        3_000,
                        "delivery.timeout.ms",
                        4_000),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (var said : topics.samples(random, count)) {
                var message = new ProducerRecord<>(said.topic(), said.partition(), said.key(), said.value());
                for (var header : said.headers()) {
                    if (!header.key().equals("ce_id")) {
                        message.headers().add(header);
                    }
                }
                message.headers().add("ce_id", bytes(UUID.randomUUID().toString()));
                message.headers().add(Hostile.MARK, bytes("fork"));
                producer.send(message).get(5, TimeUnit.SECONDS);
                wounded = true;
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("The broker did not take a fork: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** From now on allocation's database refuses one family in nine. */
    synchronized void poison() throws SQLException {
        wounded = true;
        try (var databases = new Databases(cluster)) {
            databases.change(Member.ALLOCATION, REFUSE);
        }
    }

    /** Whoever goes on with a campaign that was stopped does not know what its last episode left. */
    synchronized void mayBeThere() {
        wounded = true;
    }

    /** Takes what was wrong away and replays what stands still, until nothing that is real does. */
    synchronized void heal() throws SQLException {
        if (!wounded) {
            return;
        }
        try (var databases = new Databases(cluster)) {
            databases.change(Member.ALLOCATION, ALLOW);
        }
        var limit = Instant.now().plus(LIMIT);
        while (Instant.now().isBefore(limit)) {
            boolean read = everythingIsRead();
            var standing = streams.all().stream()
                    .filter(stream -> !stream.key().startsWith(Hostile.NOBODY))
                    .toList();
            standing.forEach(stream -> seenStanding.add(stream.line()));
            standing.stream()
                    .filter(stream -> stream.state().equals("PARKED"))
                    .forEach(stream -> LOG.info(
                            "Replayed: {}",
                            streams.replay(stream, false, Doubt.trueFacts(streams.doubts(stream)))
                                    .line()));
            if (read && standing.isEmpty()) {
                break;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        wounded = false;
    }

    /** What stood still since this was asked last. */
    synchronized List<String> seenStanding() {
        var seen = List.copyOf(seenStanding);
        seenStanding.clear();
        return seen;
    }

    private boolean everythingIsRead() throws SQLException {
        try (var databases = new Databases(cluster)) {
            return databases.unsent() == 0 && databases.unread(topics.ends()) == 0;
        }
    }
}
