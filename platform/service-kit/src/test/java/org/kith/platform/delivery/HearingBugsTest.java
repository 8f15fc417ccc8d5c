package org.kith.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.kith.platform.delivery.TwoServices.announce;
import static org.kith.platform.delivery.TwoServices.atHearer;
import static org.kith.platform.delivery.TwoServices.awaitHeardUpTo;
import static org.kith.platform.delivery.TwoServices.heard;
import static org.kith.platform.delivery.TwoServices.hearer;
import static org.kith.platform.delivery.TwoServices.parked;
import static org.kith.platform.delivery.TwoServices.received;
import static org.kith.platform.delivery.TwoServices.stateOf;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kith.platform.delivery.SmallService.Trouble;
import org.kith.platform.faults.Failpoint;
import org.kith.platform.outbox.FactJson;
import org.kith.platform.outbox.Parts;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.cloud.stream.binding.BindingService;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.util.backoff.FixedBackOff;

/**
 * The bugs that others had with hearing, by their numbers in {@code docs/faults.md}: each is shown in the design that has it,
 * and the same check finds nothing in ours.
 */
@ExtendWith(TwoServices.class)
class HearingBugsTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    /** Two hundred take some minutes: {@code -Dkith.rebalances=200}. */
    private static final int REBALANCES = Integer.getInteger("kith.rebalances", 3);

    @AfterEach
    void takeOrdersBack() {
        Failpoint.order("");
    }

    @Test
    void b20_what_one_consumer_heard_the_other_hears_too() {
        var family = UUID.randomUUID();
        var batch = new Records().add(family, 1).add(family, 2).add(family, 3);
        var theirs = new FaultyInboxes();
        theirs.withoutConsumersName("one", batch);
        theirs.withoutConsumersName("other", batch);

        batch.giveTo("referrals");
        batch.giveTo("referralsAgain");

        assertThat(Effects.of(3, theirs.effects("other", family))).isEqualTo(new Effects(3, 0, 0));
        assertThat(Effects.of(3, heard(family))).isEqualTo(Effects.RIGHT);
        assertThat(Effects.of(3, heardAgain(family))).isEqualTo(Effects.RIGHT);
    }

    private static List<Long> heardAgain(UUID family) {
        return atHearer()
                .query(
                        "select seq from heard_again where key = ? order by place",
                        (row, number) -> row.getLong(1),
                        family.toString());
    }

    @Test
    void b21_the_note_and_the_effect_stand_or_fall_together() {
        var family = UUID.randomUUID();
        var batch = new Records().add(family, 1);
        var noteFirst = new FaultyInboxes();
        assertThatThrownBy(() -> noteFirst.noteThenEffect(batch, true)).isInstanceOf(FaultyInboxes.Crash.class);
        noteFirst.noteThenEffect(batch, false);
        var effectFirst = new FaultyInboxes();
        assertThatThrownBy(() -> effectFirst.effectThenNote(batch, true)).isInstanceOf(FaultyInboxes.Crash.class);
        effectFirst.effectThenNote(batch, false);

        Failpoint.order("inbox.after-apply:throw");
        batch.giveTo("referrals");
        assertThat(Failpoint.allHappened()).isTrue();
        Failpoint.order("inbox.before-commit:throw,inbox.after-commit:throw");
        batch.giveTo("referrals");

        assertThat(Effects.of(1, noteFirst.effects(family))).isEqualTo(new Effects(1, 0, 0));
        assertThat(Effects.of(1, effectFirst.effects(family))).isEqualTo(new Effects(0, 1, 0));
        assertThat(Effects.of(1, heard(family))).isEqualTo(Effects.RIGHT);
    }

    @Test
    void b22_a_bad_fact_is_never_logged_and_skipped() throws Exception {
        var family = UUID.randomUUID();
        var topic = PlainHearer.onATopicOfItsOwn(Landscape.broker());
        var theirs = new PlainHearer.Reaction(2);
        var container = topic.listening(new DefaultErrorHandler(new FixedBackOff(0, 1)), theirs);
        topic.say(family, 1, 2, 3);
        await().atMost(SOON).until(() -> theirs.effectsOf(family).contains(3L));
        container.stop();

        sayWithABadSecond(family);
        await().atMost(SOON).until(() -> parked(family).size() == 2);

        assertThat(theirs.effectsOf(family)).as("the third before the second").containsExactly(1L, 3L);
        assertThat(heard(family)).containsExactly(1L);
        assertThat(parked(family)).containsExactly("2 FAULT", "3 BEHIND");
        assertThat(errorHandlersOfOurBindings()).hasSize(2).containsOnly("TryBatchAgain");
    }

    private static void sayWithABadSecond(UUID family) {
        var bad = received(family);
        SmallService.TROUBLES.put(bad.referralId().toString(), Trouble.BREAK);
        Stranger.of(family).say(1).say(2, bad).say(3);
    }

    /** What handles errors in the containers of all bindings of the hearer. */
    private static List<String> errorHandlersOfOurBindings() {
        var bindings = (Map<?, ?>)
                new DirectFieldAccessor(hearer().getBean(BindingService.class)).getPropertyValue("consumerBindings");
        return bindings == null
                ? List.of()
                : bindings.values().stream()
                        .flatMap(ofOne -> ((Collection<?>) ofOne).stream())
                        .map(binding -> new DirectFieldAccessor(binding).getPropertyValue("lifecycle"))
                        .map(adapter -> (AbstractMessageListenerContainer<?, ?>)
                                new DirectFieldAccessor(java.util.Objects.requireNonNull(adapter))
                                        .getPropertyValue("messageListenerContainer"))
                        .map(container -> String.valueOf(
                                java.util.Objects.requireNonNull(container).getCommonErrorHandler()))
                        .map(name -> name.substring(name.lastIndexOf('.') + 1).replaceAll("@.*", ""))
                        .toList();
    }

    @Test
    void b23_one_bad_fact_in_a_batch_takes_none_of_its_neighbours_along() {
        for (int bad = 0; bad < 5; bad++) {
            var families =
                    IntStream.range(0, 5).mapToObj(i -> UUID.randomUUID()).toList();
            var broken = received(families.get(bad));
            SmallService.TROUBLES.put(broken.referralId().toString(), Trouble.BREAK);
            var batch = new Records();
            families.forEach(family -> batch.add(family, 1));
            for (int i = 0; i < 5; i++) {
                batch.add(families.get(i), 2, i == bad ? broken : received(families.get(i)));
            }
            families.forEach(family -> batch.add(family, 3));
            var badFamily = families.get(bad).toString();
            var theirs = new FaultyInboxes();
            theirs.wholeBatchOrNothing(
                    batch,
                    one -> Records.sequence(one) == 2 && Records.family(one).equals(badFamily));

            batch.giveTo("referrals");

            for (int i = 0; i < 5; i++) {
                var family = families.get(i);
                assertThat(Effects.of(3, theirs.effects(family))).isEqualTo(new Effects(3, 0, 0));
                if (i != bad) {
                    assertThat(Effects.of(3, heard(family))).isEqualTo(Effects.RIGHT);
                }
            }
            assertThat(heard(families.get(bad))).containsExactly(1L);
            assertThat(parked(families.get(bad))).containsExactly("2 FAULT", "3 BEHIND");
        }
    }

    @Test
    void b24_a_rebalance_in_the_middle_of_anything_drops_nothing() throws Exception {
        // polled, not yet done because the second is tried again, and the partition goes to somebody else
        var other = UUID.randomUUID();
        var theirs = PlainHearer.onATopicOfItsOwn(Landscape.broker());
        theirs.say(other, 1, 2, 3);
        var effects = new ArrayList<Long>();
        var polled = theirs.poll("plain-retry", "earliest", 3);
        effects.add(Records.sequence(polled.getFirst()));
        theirs.poll("plain-retry", "earliest", 1).forEach(one -> effects.add(Records.sequence(one)));
        assertThat(Effects.of(3, effects)).isEqualTo(new Effects(2, 0, 0));

        var families = IntStream.range(0, 6).mapToObj(i -> UUID.randomUUID()).toList();
        var broken = received(families.getFirst());
        SmallService.TROUBLES.put(broken.referralId().toString(), Trouble.BREAK);
        for (int round = 0; round < REBALANCES; round++) {
            families.forEach(family -> announce(family, 2));
            if (round == 1) {
                announce(broken);
            }
            comeAndGoAsAMember();
        }

        for (var family : families.subList(1, 6)) {
            awaitHeardUpTo(family, 2L * REBALANCES);
            assertThat(Effects.of(2L * REBALANCES, heard(family))).isEqualTo(Effects.RIGHT);
        }
        await().atMost(SOON).until(() -> stateOf(families.getFirst()).equals("PARKED"));
        assertThat(heard(families.getFirst())).containsExactly(1L, 2L, 3L, 4L);
    }

    /** Joins the hearer's group, takes what it is given, commits it as done, and goes. */
    private static void comeAndGoAsAMember() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                Landscape.broker(),
                "group.id",
                "allocation",
                "partition.assignment.strategy",
                CooperativeStickyAssignor.class.getName(),
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "latest",
                "enable.metrics.push",
                false);
        try (var stranger = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            stranger.subscribe(List.of("kith.referrals"));
            for (int look = 0; look < 60 && stranger.assignment().isEmpty(); look++) {
                stranger.poll(Duration.ofMillis(50));
            }
            stranger.poll(Duration.ofMillis(50));
            stranger.commitSync();
        } catch (KafkaException e) {
            // it was thrown out while it committed; so are real ones
            assertThat(e).isInstanceOfAny(CommitFailedException.class, RetriableException.class);
        }
    }

    @Test
    void b26_what_is_too_long_is_parked_once_and_nothing_about_it_travels_on() throws Exception {
        var family = UUID.randomUUID();
        var long900 = new byte[900 * 1024];
        Arrays.fill(long900, (byte) 'x');
        var factory = new DefaultKafkaProducerFactory<>(
                Map.of("bootstrap.servers", Landscape.broker(), "enable.metrics.push", false),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        var theirs = PlainHearer.onATopicOfItsOwn(Landscape.broker());
        var recoverer = new DeadLetterPublishingRecoverer(
                new KafkaTemplate<>(factory),
                (one, fault) -> new org.apache.kafka.common.TopicPartition(theirs.topic(), 0));
        var fault = new IllegalStateException("Example-Otter, 01632 960001, does not fit");
        var almostFull = new ConsumerRecord<>(theirs.topic(), 0, 0, new byte[0], new byte[1024 * 1024 - 300]);

        recoverer.accept(new ConsumerRecord<>(theirs.topic(), 0, 0, new byte[0], new byte[] {1}), fault);
        assertThatThrownBy(() -> recoverer.accept(almostFull, fault))
                .as("the way out fails, so the record comes again for ever")
                .isInstanceOf(org.springframework.kafka.KafkaException.class);
        var travelled = theirs.poll("plain-dead", "earliest", 1).getFirst();
        assertThat(Records.header(travelled, KafkaHeaders.DLT_EXCEPTION_MESSAGE))
                .contains("Example-Otter");
        factory.destroy();

        Stranger.of(family).say(1).sayContent(2, long900).say(3);
        await().atMost(SOON).until(() -> parked(family).size() == 2);

        assertThat(parked(family)).containsExactly("2 UNREADABLE", "3 BEHIND");
        assertThat(Effects.of(1, heard(family))).isEqualTo(Effects.RIGHT);
        assertThat(atHearer()
                        .queryForList(
                                "select detail from inbox_parked where key = ? and seq = 2",
                                String.class,
                                family.toString()))
                .containsOnly("Too long");
        assertThat(topics()).noneMatch(name -> name.matches(".*(dlq|dlt|error|retry).*"));
    }

    private static Collection<String> topics() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", Landscape.broker(), "enable.metrics.push", false))) {
            return admin.listTopics().names().get();
        }
    }

    @Test
    void b29_a_member_that_slept_and_acts_on_what_it_polled_long_ago_changes_nothing() {
        var family = UUID.randomUUID();
        var all = new Records();
        for (int i = 1; i <= 6; i++) {
            all.add(family, i);
        }
        var theirs = new FaultyInboxes();
        theirs.trusting(all);
        theirs.trusting(all.first(3));

        all.giveTo("referrals");
        all.first(3).giveTo("referrals");

        assertThat(Effects.of(6, theirs.effects(family))).isEqualTo(new Effects(0, 3, 3));
        assertThat(Effects.of(6, heard(family))).isEqualTo(Effects.RIGHT);
        // the new protocol lets such a member commit unless both sides are 4.3 or later (KIP-1251); our client is older
        assertThat(hearer().getEnvironment()
                        .getProperty("spring.cloud.stream.kafka.default.consumer.configuration.group.protocol"))
                .isEqualTo("classic");
    }

    @Test
    void b39_a_header_chooses_no_class() {
        var family = UUID.randomUUID();
        var content = FactJson.write(received(family)).getBytes(StandardCharsets.UTF_8);

        Stranger.of(family)
                .say(1)
                .sayWith(2, Map.of("__TypeId__", "javax.swing.JEditorPane", "spring_json_header_types", "{}"), content)
                .sayWith(3, Map.of("ce_type", "javax.swing.JEditorPane"), content)
                .say(4);

        awaitHeardUpTo(family, 4);
        assertThat(heard(family)).containsExactly(1L, 2L, 4L);
    }

    @Test
    void b40_limits_hold_to_the_byte_and_whatever_comes_in_is_counted_out() {
        var family = UUID.randomUUID();
        var other = UUID.randomUUID();
        long before = quarantined();
        int limit = 262_144;

        Stranger.of(family)
                .sayContent(1, padded(family, limit))
                .sayContent(2, padded(family, limit + 1))
                .say(3);
        Stranger.of(other)
                .sayWith(1, Map.of("ce_correlationid", "c".repeat(200)), padded(other, 500))
                .sayWith(2, Map.of("ce_correlationid", "c".repeat(201)), padded(other, 500));
        await().atMost(SOON).until(() -> parked(family).size() == 2 && quarantined() == before + 1);

        // a database that is told to make it fit does so, and says nothing
        assertThat(atHearer().queryForObject("select 'Example-Otter'::varchar(7)", String.class))
                .isEqualTo("Example");
        assertThat(heard(family)).containsExactly(1L);
        assertThat(parked(family)).containsExactly("2 UNREADABLE", "3 BEHIND");
        assertThat(heard(other)).containsExactly(1L);
        assertThat(heard(family).size() + parked(family).size() + heard(other).size() + quarantined() - before)
                .isEqualTo(5);
    }

    private static byte[] padded(UUID family, int length) {
        var json = FactJson.write(received(family));
        int room = length - json.length() - ",\"more\":\"\"".length();
        var padded = json.substring(0, json.length() - 1) + ",\"more\":\"" + "x".repeat(room) + "\"}";
        assertThat(padded).hasSize(length);
        return padded.getBytes(StandardCharsets.UTF_8);
    }

    private static long quarantined() {
        return atHearer()
                .query(
                        "select count(*) from inbox_quarantine where consumer = 'small.referrals'",
                        (row, number) -> row.getLong(1))
                .getFirst();
    }

    @Test
    void b41_whatever_is_not_acted_on_is_somebodys_task_until_it_is() throws Exception {
        var family = UUID.randomUUID();
        var topic = PlainHearer.onATopicOfItsOwn(Landscape.broker());
        var theirs = new PlainHearer.Reaction(1);
        var container = topic.listening(new DefaultErrorHandler(new FixedBackOff(0, 0)), theirs);
        topic.say(family, 1, 2);
        await().atMost(SOON).until(() -> theirs.effectsOf(family).contains(2L));
        container.stop();
        // acknowledged, not acted on, and nobody knows
        assertThat(tasks(family)).isEmpty();

        var bad = received(family);
        var refused = received(family);
        SmallService.TROUBLES.put(bad.referralId().toString(), Trouble.BREAK);
        SmallService.TROUBLES.put(refused.referralId().toString(), Trouble.REFUSE);
        Stranger.of(family).say(1, refused).say(2, bad).say(3);
        await().atMost(SOON).until(() -> parked(family).size() == 2);
        assertThat(tasks(family))
                .containsExactly(
                        "HEARD_REFUSAL not-here for ADMINISTRATOR, limited",
                        "PARKED_STREAM FAULT for ADMINISTRATOR, limited");

        var door = Landscape.operating(hearer());
        SmallService.TROUBLES.clear();
        door.post(
                "/operate/streams/replay",
                "{\"consumer\": \"small.referrals\", \"publisher\": \"referral\", \"key\": \"%s\", \"dryRun\": false}"
                        .formatted(family));
        assertThat(tasks(family)).containsExactly("HEARD_REFUSAL not-here for ADMINISTRATOR, limited");
        var key = "allocation/referral/" + family + "/1";
        assertThat(door.get("/operate/tasks?kind=HEARD_REFUSAL&limit=200")).contains(key, "not-here");
        door.post(
                "/operate/tasks/settle",
                "{\"kind\": \"HEARD_REFUSAL\", \"key\": \"%s\", \"reason\": \"Telephoned the duty team\"}"
                        .formatted(key));

        assertThat(tasks(family)).isEmpty();
        assertThat(door.get("/operate/tasks?kind=HEARD_REFUSAL&limit=200")).doesNotContain(key);
        assertThat(heard(family)).containsExactly(2L, 3L);
    }

    /** What waits for somebody about this family. */
    static List<String> tasks(UUID family) {
        return Landscape.asOwner(hearer())
                .query(
                        "select kind, reason_code, owner_code, limit_at > since as limited from waiting_item where family_id = ? order by kind",
                        (row, number) -> row.getString(1) + " " + row.getString(2) + " for " + row.getString(3)
                                + (row.getBoolean(4) ? ", limited" : ""),
                        family.toString());
    }

    @Test
    void b46_trying_again_ends_and_ends_where_it_is_seen() throws Exception {
        var family = UUID.randomUUID();
        var neighbour = onTheSamePartitionAs(family);
        var topic = PlainHearer.onATopicOfItsOwn(Landscape.broker());
        var theirs = new PlainHearer.Reaction(2);
        var container =
                topic.listening(new DefaultErrorHandler(new FixedBackOff(0, FixedBackOff.UNLIMITED_ATTEMPTS)), theirs);
        topic.say(family, 2);
        topic.say(neighbour, 1);
        await().atMost(SOON).until(() -> theirs.attempts.get() > 5);
        assertThat(theirs.effectsOf(neighbour)).as("behind it, for ever").isEmpty();
        container.stop();

        var bad = received(family);
        SmallService.TROUBLES.put(bad.referralId().toString(), Trouble.BREAK);
        Stranger.of(family).say(1, bad);
        Stranger.of(neighbour).say(1);
        awaitHeardUpTo(neighbour, 1);
        await().atMost(SOON).until(() -> parked(family).size() == 1);

        // with others in a batch, and alone with two pauses
        assertThat(SmallService.ATTEMPTS.get(bad.referralId().toString())).isBetween(2, 5);
        assertThat(tasks(family)).containsExactly("PARKED_STREAM FAULT for ADMINISTRATOR, limited");
    }

    private static UUID onTheSamePartitionAs(UUID family) {
        int partition = Parts.of("E10000017", family.toString()) % 4;
        return Stream.generate(UUID::randomUUID)
                .filter(other -> Parts.of("E10000017", other.toString()) % 4 == partition)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void b47_a_fact_that_comes_after_its_successors_is_waited_for() {
        var family = UUID.randomUUID();
        var batch = new Records().add(family, 2).add(family, 3).add(family, 1);
        var theirs = new FaultyInboxes();
        theirs.highestSeen(batch);

        Stranger.of(family).say(2).say(3).say(1);

        awaitHeardUpTo(family, 3);
        assertThat(Effects.of(3, theirs.effects(family))).isEqualTo(new Effects(1, 0, 0));
        assertThat(Effects.of(3, heard(family))).isEqualTo(Effects.RIGHT);
    }
}
