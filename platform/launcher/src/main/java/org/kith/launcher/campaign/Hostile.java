package org.kith.launcher.campaign;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.kith.launcher.demo.Workforce;

/**
 * Writes to the internal topics what no service of Kith would. Its records carry a mark that Kith does not know, so that the
 * checks can tell them apart. Facts that a service must park are about families that do not exist: those, and no others, may
 * stand still afterwards.
 */
final class Hostile {

    /** The header on everything sent here. */
    static final String MARK = "x-campaign";

    /** How the keys of families that do not exist begin. */
    static final String NOBODY = "badbadba-";

    private static final int LARGEST = 12 * 1024 * 1024;

    private static final int JUST_UNDER_THE_BROKERS_LIMIT = 1_000_000;

    private static final Map<String, String> TYPES = Map.of(
            "kith.referrals", "referral.accepted.v1",
            "kith.families", "family.allocated.v1",
            "kith.teams", "team.went-live.v1",
            "kith.specialists", "specialist.assigned.v1");

    private static final Map<String, String> PUBLISHERS = Map.of(
            "kith.referrals", "referral",
            "kith.families", "allocation",
            "kith.teams", "allocation",
            "kith.specialists", "specialist");

    private final String bootstrap;
    private final Topics topics;

    Hostile(String bootstrap, Topics topics) {
        this.bootstrap = bootstrap;
        this.topics = topics;
    }

    /** Sends a volley of all kinds, drawn from the seed; comes back with how many the broker took. */
    int volley(SplittableRandom random, int size) {
        var sent = new ArrayList<Future<?>>();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        bootstrap,
                        "max.request.size",
                        LARGEST,
                        "buffer.memory",
                        4L * LARGEST,
                        "enable.metrics.push",
                        false,
                        "max.block.ms",
                        3_000,
                        "request.timeout.ms",
                        4_000,
                        "delivery.timeout.ms",
                        5_000),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < size; i++) {
                for (var message : draw(random, i)) {
                    message.headers().add(MARK, bytes("hostile"));
                    try {
                        sent.add(producer.send(message));
                    } catch (KafkaException refused) {
                        // too large for the client, or no broker
                    }
                }
            }
            return (int) sent.stream().filter(Hostile::wasTaken).count();
        }
    }

    private static boolean wasTaken(Future<?> receipt) {
        try {
            receipt.get(6, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException refused) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<ProducerRecord<byte[], byte[]>> draw(SplittableRandom random, int number) {
        var topic = Topics.INTERNAL.get(random.nextInt(Topics.INTERNAL.size()));
        // the first volley of a kind is always there, the rest is drawn
        return switch (number < 14 ? number : random.nextInt(14)) {
            case 0 -> copies(random, 20);
            case 1 -> reordered(random);
            case 2 -> corrupted(random);
            case 3 -> List.of(fact(random, topic, bytes("{\"familyId\": \"" + NOBODY)));
            case 4 -> List.of(fact(random, topic, new byte[10 * 1024 * 1024]));
            case 5 -> List.of(fact(random, topic, filled(JUST_UNDER_THE_BROKERS_LIMIT)));
            case 6 -> List.of(new ProducerRecord<>(topic, null, null));
            case 7 -> List.of(fact(random, topic, null));
            case 8 -> wrongHeaders(random, topic);
            case 9 ->
                List.of(ofType(
                        random,
                        topic,
                        String.valueOf(TYPES.get(topic)).replace(".v1", ".v9"),
                        bytes("{\"new\":true}")));
            case 10 -> List.of(fact(random, topic, new byte[] {(byte) 0xc3, 0x28, '{', '"', (byte) 0xff}));
            case 11 -> withHeaders(random);
            case 12 -> List.of(fact(random, topic, bytes("[" + "{\"a\":[".repeat(5_000))));
            default ->
                List.of(
                        new ProducerRecord<>("kith.positions", 0, bytes("heads/" + NOBODY), bytes("{\"heads\":")),
                        new ProducerRecord<>("kith.positions", 0, bytes("nothing"), bytes("\u0000")),
                        new ProducerRecord<>("kith.positions", 0, null, bytes("{}")));
        };
    }

    private List<ProducerRecord<byte[], byte[]>> copies(SplittableRandom random, int count) {
        var copies = new ArrayList<ProducerRecord<byte[], byte[]>>();
        topics.samples(random, count).forEach(said -> copies.add(copy(said, said.value())));
        return copies;
    }

    /** A run of facts backwards. */
    private List<ProducerRecord<byte[], byte[]>> reordered(SplittableRandom random) {
        return copies(random, 30).reversed();
    }

    private List<ProducerRecord<byte[], byte[]>> corrupted(SplittableRandom random) {
        var broken = new ArrayList<ProducerRecord<byte[], byte[]>>();
        topics.samples(random, 10).forEach(said -> {
            if (said.value() != null && said.value().length > 4) {
                var value = said.value().clone();
                for (int i = 0; i < 4; i++) {
                    value[random.nextInt(value.length)] ^= (byte) (1 << random.nextInt(8));
                }
                broken.add(copy(said, random.nextBoolean() ? value : Arrays.copyOf(value, value.length / 2)));
            }
        });
        return broken;
    }

    /** Class names and a hundred headers on facts that are otherwise right. */
    private List<ProducerRecord<byte[], byte[]>> withHeaders(SplittableRandom random) {
        var copies = copies(random, 4);
        copies.forEach(copy -> {
            copy.headers().add("__TypeId__", bytes("javax.script.ScriptEngineManager"));
            copy.headers().add("spring_json_header_types", bytes("{\"id\":\"java.lang.Runtime\"}"));
            for (int i = 0; i < 100; i++) {
                copy.headers().add("header-" + i, new byte[] {(byte) i, 0, (byte) 0xff});
            }
        });
        return copies;
    }

    private List<ProducerRecord<byte[], byte[]>> wrongHeaders(SplittableRandom random, String topic) {
        var wrong = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (var change : List.of(
                Map.of("ce_source", "/kith/somebody"),
                Map.of("ce_council", "Nowhere"),
                Map.of("ce_sequence", "minus one"),
                Map.of("ce_sequence", "-4"),
                Map.of("ce_time", "yesterday"),
                Map.of("ce_partitionkey", "x".repeat(5_000)),
                Map.of("ce_id", "\u0000"))) {
            var message = new ProducerRecord<byte[], byte[]>(topic, bytes(nobody(random)), bytes("{}"));
            var headers = envelope(random, topic, String.valueOf(TYPES.get(topic)));
            headers.putAll(change);
            headers.forEach((name, value) -> message.headers().add(name, bytes(value)));
            wrong.add(message);
        }
        return wrong;
    }

    private static ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> said, byte[] value) {
        // in the same partition, or it would come before what it copies
        return new ProducerRecord<>(said.topic(), said.partition(), said.key(), value, said.headers());
    }

    private static ProducerRecord<byte[], byte[]> fact(
            SplittableRandom random, String topic, byte @Nullable [] content) {
        return ofType(random, topic, String.valueOf(TYPES.get(topic)), content);
    }

    private static ProducerRecord<byte[], byte[]> ofType(
            SplittableRandom random, String topic, String type, byte @Nullable [] content) {
        var headers = envelope(random, topic, type);
        var message = new ProducerRecord<byte[], byte[]>(topic, bytes(headers.get("ce_partitionkey")), content);
        headers.forEach((name, value) -> message.headers().add(name, bytes(value)));
        return message;
    }

    private static Map<String, String> envelope(SplittableRandom random, String topic, String type) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", nobody(random));
        headers.put("ce_source", "/kith/" + PUBLISHERS.get(topic));
        headers.put("ce_type", type);
        headers.put("ce_time", Instant.now().toString());
        headers.put("ce_council", Workforce.COUNCIL);
        headers.put("ce_sequence", "1");
        headers.put("ce_partitionkey", nobody(random));
        return headers;
    }

    private static String nobody(SplittableRandom random) {
        return NOBODY
                + String.format(
                        Locale.ROOT,
                        "%04x-4%03x-8%03x-%012x",
                        random.nextInt(1 << 16),
                        random.nextInt(1 << 12),
                        random.nextInt(1 << 12),
                        random.nextLong(1L << 48));
    }

    private static byte[] filled(int length) {
        var content = new byte[length];
        Arrays.fill(content, (byte) ' ');
        return content;
    }

    private static byte[] bytes(@Nullable String text) {
        return String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    }
}
