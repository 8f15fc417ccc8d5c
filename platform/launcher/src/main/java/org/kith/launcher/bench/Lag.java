package org.kith.launcher.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.kith.launcher.databases.Databases;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Ports;

/**
 * How far the consumers are behind, by their offsets: a look that reads some dozen rows whatever the size of the county, so that
 * looking is no part of what is measured. {@link Databases#underway()} is the proof behind it, and reads every stream.
 */
final class Lag implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(50);

    private final Admin admin;
    private final Databases databases;

    Lag(Ports ports, Databases databases) {
        this.admin = Admin.create(Map.<String, Object>of(
                "bootstrap.servers", "127.0.0.1:" + ports.kafka(), "enable.metrics.push", false));
        this.databases = databases;
    }

    /** Facts that are not sent, or sent and not taken up yet by a consumer that has taken up any of their topic. */
    long facts() {
        long waiting = 0;
        var next = new TreeMap<String, Long>();
        for (var part : Databases.SERVICES) {
            waiting += databases.number(part, "select count(*) from outbox_queue");
            next.putAll(databases.counts(
                    part, "select consumer || ' ' || topic, sum(next_offset) from inbox_offset group by 1"));
        }
        var ends = new HashMap<String, Long>();
        for (var hearing : next.entrySet()) {
            var topic = hearing.getKey().substring(hearing.getKey().indexOf(' ') + 1);
            waiting += ends.computeIfAbsent(topic, this::end) - hearing.getValue();
        }
        return waiting;
    }

    /** Where all partitions of a topic end, together. */
    private long end(String topic) {
        try {
            var described =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
            if (described == null) {
                throw new Obstacle("The broker knows no topic " + topic, "See ./kith status");
            }
            var asked = described.partitions().stream()
                    .map(place -> new TopicPartition(topic, place.partition()))
                    .collect(Collectors.toMap(Function.identity(), place -> OffsetSpec.latest()));
            return admin.listOffsets(asked).all().get().values().stream()
                    .mapToLong(place -> place.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new Obstacle("The broker cannot be asked: " + e.getCause(), "See ./kith status", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Obstacle("Stopped while measuring", "Start it again: ./kith bench", e);
        }
    }

    /** Comes back when nobody is behind. */
    void awaitNone(Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        // twice in a row: what is heard between two of the questions may have been told anew behind the first
        for (int quiet = 0; quiet < 2; quiet = facts() > 0 ? 0 : quiet + 1) {
            if (System.nanoTime() > until) {
                throw new Obstacle(
                        "Consumers were still behind after " + limit.toMinutes() + " minutes",
                        "Something stands still: see ./kith status and the logs");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
