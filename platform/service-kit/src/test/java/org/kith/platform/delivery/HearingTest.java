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
import static org.kith.platform.delivery.TwoServices.publisher;
import static org.kith.platform.delivery.TwoServices.received;
import static org.kith.platform.delivery.TwoServices.startHearer;
import static org.kith.platform.delivery.TwoServices.stateOf;
import static org.kith.platform.delivery.TwoServices.stopHearer;
import static org.kith.platform.delivery.TwoServices.upTo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.contracts.referral.FamilyJoinedV1;
import org.kith.platform.council.Statements;
import org.kith.platform.delivery.SmallService.Trouble;
import org.kith.platform.outbox.Outbox;
import org.springframework.jdbc.core.JdbcTemplate;

/** From a fact that is announced, or something that only looks like one, to its effect in another service. */
@ExtendWith(TwoServices.class)
class HearingTest {

    @Test
    void facts_are_heard_once_and_in_order() {
        var family = UUID.randomUUID();

        announce(family, 20);

        awaitHeardUpTo(family, 20);
        assertThat(heard(family)).containsExactlyElementsOf(upTo(20));
    }

    @Test
    void writers_that_hurry_and_writers_that_give_up_leave_no_gap() throws Exception {
        var families = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());

        try (var writers = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 120; i++) {
                var family = families.get(i % 3);
                boolean givesUp = i % 10 == 9;
                var ignored = writers.submit(() -> {
                    try {
                        Landscape.inTransaction(publisher(), () -> {
                            publisher().getBean(Outbox.class).announce(received(family));
                            if (givesUp) {
                                throw new IllegalStateException("The writer gives up");
                            }
                        });
                    } catch (IllegalStateException e) {
                        assertThat(givesUp).isTrue();
                    }
                });
            }
        }

        families.forEach(family -> {
            awaitHeardUpTo(family, 36);
            assertThat(heard(family)).containsExactlyElementsOf(upTo(36));
        });
    }

    @Test
    void nothing_is_announced_outside_a_transaction() {
        var fact = received(UUID.randomUUID());

        assertThatThrownBy(() -> Landscape.inLancashire(() -> {
                    publisher().getBean(Outbox.class).announce(fact);
                    return true;
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_stream_knows_its_next_sequence_before_it_is_taken() {
        var family = UUID.randomUUID();
        announce(family, 2);

        Landscape.inTransaction(publisher(), () -> {
            assertThat(publisher().getBean(Outbox.class).nextSequence(family.toString()))
                    .isEqualTo(3);
            publisher().getBean(Outbox.class).announce(received(family));
            assertThat(publisher().getBean(Outbox.class).nextSequence(family.toString()))
                    .isEqualTo(4);
        });

        awaitHeardUpTo(family, 3);
    }

    @Test
    void facts_said_together_keep_their_order_in_stream_and_queue() {
        var families = Stream.generate(UUID::randomUUID).limit(3).toList();
        var first = families.getFirst().toString();
        announce(families.getFirst(), 2);
        var queued = new ArrayList<String>();

        Landscape.inTransaction(publisher(), () -> {
            var outbox = publisher().getBean(Outbox.class);
            for (int i = 0; i < 30; i++) {
                outbox.announce(received(families.get(i % 3)));
            }
            // whoever asks in the middle counts what is kept
            assertThat(outbox.nextSequence(first)).isEqualTo(13);
            outbox.announce(received(families.getFirst()));
            publisher().getBean(Statements.class).send();
            queued.addAll(publisher()
                    .getBean(JdbcTemplate.class)
                    .queryForList(
                            "select j.key || '/' || j.seq from outbox_queue q join event_journal j using (event_id)"
                                    + " where j.key = any(?) order by q.id",
                            String.class,
                            (Object) families.stream().map(UUID::toString).toArray(String[]::new)));
        });

        var expected = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            expected.add(first + "/" + (i + 3));
            expected.add(families.get(1) + "/" + (i + 1));
            expected.add(families.get(2) + "/" + (i + 1));
        }
        expected.add(first + "/13");
        assertThat(queued).endsWith(expected.toArray(String[]::new));
        awaitHeardUpTo(families.getFirst(), 13);
        assertThat(heard(families.getFirst())).containsExactlyElementsOf(upTo(13));
    }

    @Test
    void a_repeated_fact_has_its_effect_once() {
        var family = UUID.randomUUID();
        var stream = Stranger.of(family);

        stream.say(1).say(1).say(2).say(1).say(2).say(3);

        awaitHeardUpTo(family, 3);
        assertThat(heard(family)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void facts_that_come_in_the_wrong_order_have_their_effect_in_the_right_one() {
        var family = UUID.randomUUID();
        var stream = Stranger.of(family);

        stream.say(3).say(2).say(5).say(1).say(4);

        awaitHeardUpTo(family, 5);
        assertThat(heard(family)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(stateOf(family)).isEqualTo("OK");
        assertThat(parked(family)).isEmpty();
    }

    @Test
    void two_facts_at_one_place_stop_the_stream() {
        var family = UUID.randomUUID();
        var stream = Stranger.of(family);

        stream.say(1).say(2).forkAt(2).say(3);

        await().atMost(Duration.ofSeconds(15)).until(() -> parked(family).size() == 2);
        assertThat(heard(family)).containsExactly(1L, 2L);
        assertThat(stateOf(family)).isEqualTo("PARKED");
        assertThat(parked(family)).containsExactly("2 FORKED", "3 BEHIND");
    }

    @Test
    void a_fork_that_a_person_has_decided_about_stops_the_stream_no_second_time() throws Exception {
        var family = UUID.randomUUID();
        var stream = Stranger.of(family).say(1).say(2).forkAt(2);
        await().atMost(Duration.ofSeconds(15)).until(() -> parked(family).size() == 1);
        var door = Landscape.operating(hearer());
        var undecided = replay(family, false);
        var tried = door.post("/operate/streams/replay", replay(family, true));
        door.refused("/operate/streams/replay", undecided, 409);
        assertThat(parked(family)).containsExactly("2 FORKED");

        door.post("/operate/streams/replay", undecided.replace("\"dryRun\"", "\"second\": false, \"dryRun\""));

        assertThat(tried).contains("\"doubts\":[{\"sequence\":2,\"heard\":\"");
        assertThat(stateOf(family)).isEqualTo("OK");
        assertThat(HearingBugsTest.tasks(family)).isEmpty();

        // as when everything is heard again from the beginning
        stream.say(2).say(3);

        awaitHeardUpTo(family, 3);
        assertThat(heard(family)).containsExactly(1L, 2L, 3L);
        assertThat(parked(family)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"familyId\":1}",
                "{\"referralId\":\"x\",\"referralId\":\"y\"}",
                "\u0000",
                "{}"
            })
    void content_that_cannot_be_read_parks_its_stream_and_no_other(String content) {
        var family = UUID.randomUUID();
        var neighbour = UUID.randomUUID();
        var stream = Stranger.of(family);

        stream.say(1).sayContent(2, content.getBytes(StandardCharsets.UTF_8)).say(3);
        Stranger.of(neighbour).say(1).say(2);

        awaitHeardUpTo(neighbour, 2);
        await().atMost(Duration.ofSeconds(15)).until(() -> parked(family).size() == 2);
        assertThat(heard(family)).containsExactly(1L);
        assertThat(parked(family)).containsExactly("2 UNREADABLE", "3 BEHIND");
    }

    @Test
    void a_tombstone_with_an_envelope_parks_its_stream() {
        var family = UUID.randomUUID();

        Stranger.of(family).sayContent(1, null);

        await().atMost(Duration.ofSeconds(15)).until(() -> parked(family).equals(List.of("1 UNREADABLE")));
    }

    @Test
    void a_fact_nobody_acts_on_moves_the_stream_on_unread() {
        var family = UUID.randomUUID();

        Stranger.of(family)
                .say(1)
                .sayOther(2, "referral.invented.v9", "whatever".getBytes(StandardCharsets.UTF_8))
                .say(3);

        awaitHeardUpTo(family, 3);
        assertThat(heard(family)).containsExactly(1L, 3L);
    }

    @Test
    void bytes_without_a_stream_go_to_quarantine() {
        long before = quarantined();

        Stranger.throwBytes("kith.referrals", null, Map.of(), null);
        Stranger.throwBytes("kith.referrals", "x", Map.of("ce_type", "referral.received.v1"), new byte[] {1, 2});
        Stranger.throwBytes("kith.referrals", "x", Stranger.envelope("specialist", "k", "1"), new byte[] {1});
        Stranger.throwBytes("kith.referrals", "x", Stranger.envelope("referral", "k", "minus one"), new byte[] {1});
        Stranger.throwBytes("kith.referrals", "x", Stranger.envelope("referral", "k", "0"), new byte[] {1});

        await().atMost(Duration.ofSeconds(15)).until(() -> quarantined() == before + 5);
    }

    @Test
    void a_refusal_is_an_answer_and_the_stream_goes_on() {
        var family = UUID.randomUUID();
        var refused = received(family);
        SmallService.TROUBLES.put(refused.referralId().toString(), Trouble.REFUSE);

        Stranger.of(family).say(1).say(2, refused).say(3);

        awaitHeardUpTo(family, 3);
        assertThat(heard(family)).containsExactly(1L, 3L);
        assertThat(atHearer()
                        .queryForList("select code from inbox_refusal where key = ?", String.class, family.toString()))
                .hasSize(1)
                .allMatch("not-here"::equals);
        assertThat(stateOf(family)).isEqualTo("OK");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void a_broken_fact_anywhere_in_a_batch_stops_its_own_family_only(int broken) {
        var families = LongStream.range(0, 5).mapToObj(i -> UUID.randomUUID()).toList();
        var bad = received(families.get(broken));
        SmallService.TROUBLES.put(bad.referralId().toString(), Trouble.BREAK);

        for (int i = 0; i < 5; i++) {
            var stream = Stranger.of(families.get(i)).say(1);
            if (i == broken) {
                stream.say(2, bad).say(3);
            } else {
                stream.say(2).say(3);
            }
        }

        for (int i = 0; i < 5; i++) {
            if (i != broken) {
                awaitHeardUpTo(families.get(i), 3);
                assertThat(heard(families.get(i))).containsExactly(1L, 2L, 3L);
            }
        }
        await().atMost(Duration.ofSeconds(15))
                .until(() -> parked(families.get(broken)).size() == 2);
        assertThat(heard(families.get(broken))).containsExactly(1L);
        assertThat(parked(families.get(broken))).containsExactly("2 FAULT", "3 BEHIND");
    }

    @Test
    void a_survivor_waits_for_the_end_of_the_absorbed_family() {
        var survivor = UUID.randomUUID();
        var absorbed = UUID.randomUUID();
        var survivorStream = Stranger.of(survivor);
        var absorbedStream = Stranger.of(absorbed);

        survivorStream.say(1).say(2, joined(survivor, survivor, absorbed, 3)).say(3);
        absorbedStream.say(1);
        awaitHeardUpTo(absorbed, 1);
        await().atMost(Duration.ofSeconds(15)).until(() -> parked(survivor).size() == 2);
        assertThat(stateOf(survivor)).isEqualTo("WAITING_FOR_JOIN");
        assertThat(parked(survivor)).containsExactly("2 WAITING_FOR_JOIN", "3 BEHIND");

        absorbedStream.say(2).say(3, joined(absorbed, survivor, absorbed, 3));

        awaitHeardUpTo(survivor, 3);
        // the place and the state are written by two transactions
        await().atMost(Duration.ofSeconds(15)).until(() -> stateOf(survivor).equals("OK"));
        assertThat(parked(survivor)).isEmpty();
    }

    @Test
    void a_gap_is_asked_for_and_filled_from_the_journal() {
        var family = UUID.randomUUID();
        announce(family, 3);
        awaitHeardUpTo(family, 3);
        // two facts that never reached the broker
        sayIntoTheJournalOnly(family, 4);
        sayIntoTheJournalOnly(family, 5);

        announce(family, 1);

        awaitHeardUpTo(family, 6);
        assertThat(heard(family)).containsExactlyElementsOf(upTo(6));
    }

    @Test
    void facts_that_never_reached_the_broker_are_missed_and_said_again() {
        var family = UUID.randomUUID();
        announce(family, 2);
        awaitHeardUpTo(family, 2);

        sayIntoTheJournalOnly(family, 3);

        awaitHeardUpTo(family, 3);
    }

    @Test
    void b28_a_hearer_that_lost_its_place_at_the_broker_loses_and_repeats_nothing() throws Exception {
        // the broker's memory alone: it is forgotten, and "latest" passes over what was said meanwhile
        var other = UUID.randomUUID();
        var theirs = PlainHearer.onATopicOfItsOwn(Landscape.broker());
        theirs.say(other, 1, 2);
        var effects = new ArrayList<Long>();
        theirs.poll("plain", "earliest", 2).forEach(one -> effects.add(Records.sequence(one)));
        Landscape.forgetGroup("plain");
        theirs.say(other, 3, 4);
        theirs.poll("plain", "latest", 1).forEach(one -> effects.add(Records.sequence(one)));
        assertThat(Effects.of(4, effects)).isEqualTo(new Effects(2, 0, 0));

        var family = UUID.randomUUID();
        announce(family, 5);
        awaitHeardUpTo(family, 5);
        stopHearer();
        announce(family, 5);

        Landscape.forgetGroup("allocation");
        startHearer();

        awaitHeardUpTo(family, 10);
        assertThat(Effects.of(10, heard(family))).isEqualTo(Effects.RIGHT);
    }

    @Test
    void a_stream_that_was_forgotten_is_heard_from_the_journal() {
        var family = UUID.randomUUID();
        announce(family, 4);
        awaitHeardUpTo(family, 4);

        var owner = Landscape.asOwner(hearer());
        owner.update("delete from heard where key = ?", family.toString());
        owner.update("delete from inbox_stream where key = ?", family.toString());

        awaitHeardUpTo(family, 4);
        assertThat(heard(family)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void a_parked_stream_is_seen_and_set_going_again_by_an_operator() throws Exception {
        var family = UUID.randomUUID();
        var bad = received(family);
        SmallService.TROUBLES.put(bad.referralId().toString(), Trouble.BREAK);
        Stranger.of(family).say(1).say(2, bad).say(3).forkAt(1);
        await().atMost(Duration.ofSeconds(15)).until(() -> parked(family).size() == 3);
        var door = Landscape.operating(hearer());

        var seen = door.get("/operate/streams/parked?limit=200");
        var tried = door.post("/operate/streams/replay", replay(family, true));
        assertThat(parked(family)).containsExactly("1 FORKED", "2 FAULT", "3 BEHIND");
        var inVain = door.post(
                "/operate/streams/replay",
                replay(family, false).replace("\"dryRun\"", "\"second\": false, \"dryRun\""));
        SmallService.TROUBLES.remove(bad.referralId().toString());
        var replayed = door.post("/operate/streams/replay", replay(family, false));

        assertThat(seen).contains(family.toString(), "IllegalStateException").doesNotContain("sourceCode", "Otter");
        assertThat(tried).contains("\"applied\":0");
        assertThat(inVain).contains("\"applied\":0", "FAULT");
        assertThat(replayed).contains("\"applied\":2", "\"lastSequence\":3", "\"left\":[]");
        assertThat(heard(family)).containsExactly(1L, 2L, 3L);
        assertThat(stateOf(family)).isEqualTo("OK");
    }

    @Test
    void an_operator_can_ask_which_fact_a_publisher_told_at_a_place() throws Exception {
        var family = UUID.randomUUID();
        announce(family, 1);
        var id = Landscape.asOwner(publisher())
                .queryForObject(
                        "select event_id::text from event_journal where key = ?", String.class, family.toString());
        var door = Landscape.operating(publisher());

        assertThat(door.get("/operate/streams/told?key=" + family + "&sequence=1"))
                .contains("\"eventId\":\"" + id + "\"");
        assertThat(door.get("/operate/streams/told?key=" + family + "&sequence=2"))
                .contains("\"eventId\":null");
    }

    private static String replay(UUID family, boolean dryRun) {
        return """
                {"consumer": "small.referrals", "publisher": "referral", "key": "%s", "dryRun": %s}""".formatted(family, dryRun);
    }

    private static void sayIntoTheJournalOnly(UUID family, long sequence) {
        // recorded a while ago, since what is very young may still be on its way
        var owner = Landscape.asOwner(publisher());
        owner.update("""
                insert into event_journal select gen_random_uuid(), council, key, ?, type, topic, part, payload, correlation_id,
                    causation_id, acted_by, traceparent, recorded_at - interval '1 minute'
                from event_journal where key = ? and seq = 1""", sequence, family.toString());
        owner.update("update stream_head set last_seq = ? where key = ?", sequence, family.toString());
    }

    private static FamilyJoinedV1 joined(UUID on, UUID survivor, UUID absorbed, long absorbedLast) {
        return new FamilyJoinedV1(on, survivor, absorbed, absorbedLast, Instant.now());
    }

    private static long quarantined() {
        return atHearer()
                .query(
                        "select count(*) from inbox_quarantine where consumer = 'small.referrals'",
                        (row, number) -> row.getLong(1))
                .getFirst();
    }
}
