package org.kith.platform.delivery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.kith.contracts.referral.ReferralReceivedV1;
import org.kith.platform.inbox.Feed;
import org.kith.platform.outbox.FactJson;
import org.springframework.messaging.support.MessageBuilder;

/** Records as a poll would give them, so that a test decides what is in one batch. */
final class Records {

    private final List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();

    Records add(UUID family, long sequence) {
        return add(family, sequence, TwoServices.received(family));
    }

    Records add(UUID family, long sequence, ReferralReceivedV1 fact) {
        var one = new ConsumerRecord<>(
                "kith.made-by-hand",
                0,
                all.size(),
                fact.key().getBytes(StandardCharsets.UTF_8),
                FactJson.write(fact).getBytes(StandardCharsets.UTF_8));
        Stranger.envelope("referral", family.toString(), Long.toString(sequence))
                .forEach((name, value) -> one.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        all.add(one);
        return this;
    }

    List<ConsumerRecord<byte[], byte[]>> all() {
        return all;
    }

    Records first(int count) {
        var some = new Records();
        some.all.addAll(all.subList(0, count));
        return some;
    }

    /** Hands them to a feed of the hearer, as one batch. */
    void giveTo(String feed) {
        List<byte[]> contents = all.stream().map(ConsumerRecord::value).toList();
        TwoServices.hearer()
                .getBean(feed, Feed.class)
                .accept(MessageBuilder.withPayload(contents)
                        .setHeader("kith_records", List.copyOf(all))
                        .build());
    }

    static String header(ConsumerRecord<byte[], byte[]> one, String name) {
        return new String(one.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    static String family(ConsumerRecord<byte[], byte[]> one) {
        return header(one, "ce_partitionkey");
    }

    static long sequence(ConsumerRecord<byte[], byte[]> one) {
        return Long.parseLong(header(one, "ce_sequence"));
    }
}
