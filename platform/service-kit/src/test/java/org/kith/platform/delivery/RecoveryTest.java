package org.kith.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.kith.platform.delivery.TwoServices.announce;
import static org.kith.platform.delivery.TwoServices.atHearer;
import static org.kith.platform.delivery.TwoServices.atPublisher;
import static org.kith.platform.delivery.TwoServices.awaitEmptyOutbox;
import static org.kith.platform.delivery.TwoServices.awaitHeardUpTo;
import static org.kith.platform.delivery.TwoServices.heard;
import static org.kith.platform.delivery.TwoServices.hearer;
import static org.kith.platform.delivery.TwoServices.parked;
import static org.kith.platform.delivery.TwoServices.received;
import static org.kith.platform.delivery.TwoServices.startHearer;
import static org.kith.platform.delivery.TwoServices.stateOf;
import static org.kith.platform.delivery.TwoServices.stopHearer;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kith.platform.delivery.SmallService.Trouble;
import org.kith.platform.faults.Failpoint;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What is lost around a service is not lost: its database for a while, the broker's records for ever, one fact for good. */
@ExtendWith(TwoServices.class)
class RecoveryTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    @AfterEach
    void takeOrdersBack() {
        Failpoint.order("");
    }

    @Test
    void a_database_that_goes_away_in_the_middle_of_a_batch_costs_nothing_but_time() {
        var family = UUID.randomUUID();
        var other = UUID.randomUUID();
        var lines = new LogLines();
        announce(family, 1);
        awaitHeardUpTo(family, 1);
        var elsewhere = elsewhere();
        // the batch is applied and not committed when the database goes
        Failpoint.order("inbox.before-commit:sleep:1500");
        announce(family, 5);
        announce(other, 5);
        await().atMost(SOON).until(Failpoint::allHappened);

        elsewhere.execute("alter database " + databaseName() + " with allow_connections false");
        elsewhere.queryForList(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = ? and usename = ?",
                databaseName(),
                databaseName() + "_app");
        await().atMost(SOON).until(() -> lines.any("waits for the database"));
        elsewhere.execute("alter database " + databaseName() + " with allow_connections true");

        awaitHeardUpTo(family, 6);
        awaitHeardUpTo(other, 5);
        assertThat(Effects.of(6, heard(family))).isEqualTo(Effects.RIGHT);
        assertThat(Effects.of(5, heard(other))).isEqualTo(Effects.RIGHT);
        assertThat(parked(family)).isEmpty();
        assertThat(stateOf(family)).isEqualTo("OK");
        lines.close();
    }

    private static String databaseName() {
        return hearer().getEnvironment().getRequiredProperty("kith.database.name");
    }

    /** The server's own user, in another database: a service has no such right. */
    private static JdbcTemplate elsewhere() {
        var environment = hearer().getEnvironment();
        var url = environment.getRequiredProperty("kith.database.url");
        return new JdbcTemplate(new DriverManagerDataSource(
                url.substring(0, url.lastIndexOf('/')) + "/postgres", "postgres", "postgres"));
    }

    @Test
    void facts_that_the_broker_has_already_thrown_away_are_heard_from_the_journal() throws Exception {
        var family = UUID.randomUUID();
        announce(family, 2);
        awaitHeardUpTo(family, 2);
        stopHearer();
        announce(family, 3);
        awaitEmptyOutbox();
        throwAwayAllRecords();

        startHearer();

        awaitHeardUpTo(family, 5);
        assertThat(Effects.of(5, heard(family))).isEqualTo(Effects.RIGHT);
    }

    @Test
    void what_was_said_days_ago_and_never_arrived_is_missed_once_something_newer_is() throws Exception {
        var older = UUID.randomUUID();
        var newer = UUID.randomUUID();
        announce(older, 2);
        announce(newer, 1);
        awaitHeardUpTo(older, 2);
        awaitHeardUpTo(newer, 1);
        await().atMost(SOON)
                .until(() -> atHearer()
                                .queryForList(
                                        "select 1 from inbox_stream where key = ? and last_seq = 2", older.toString())
                                .size()
                        == 2);
        stopHearer();
        announce(older, 1);
        announce(newer, 1);
        awaitEmptyOutbox();
        throwAwayAllRecords();
        // each minute's count leaves out what has not moved for two days
        int said = atPublisher()
                .update(
                        "update stream_head set last_at = last_at - interval '60 hours' where key = ?",
                        older.toString());
        int heard = atHearer()
                .update(
                        "update inbox_stream set last_at = last_at - interval '60 hours' where key = ?",
                        older.toString());

        startHearer();

        assertThat(List.of(said, heard)).as("one stream, and both its hearings").containsExactly(1, 2);
        awaitHeardUpTo(newer, 2);
        awaitHeardUpTo(older, 3);
        assertThat(Effects.of(3, heard(older))).isEqualTo(Effects.RIGHT);
    }

    private static void throwAwayAllRecords() throws Exception {
        try (var admin = Landscape.admin()) {
            var all = new HashMap<TopicPartition, RecordsToDelete>();
            for (int partition = 0; partition < 4; partition++) {
                all.put(new TopicPartition("kith.referrals", partition), RecordsToDelete.beforeOffset(-1));
            }
            admin.deleteRecords(all).all().get();
        }
    }

    @Test
    void a_topic_that_was_deleted_is_made_again_and_filled_from_the_journal() throws Exception {
        var before = UUID.randomUUID();
        var after = UUID.randomUUID();
        announce(before, 2);
        awaitHeardUpTo(before, 2);

        try (var admin = Landscape.admin()) {
            admin.deleteTopics(List.of("kith.referrals")).all().get();
        }
        announce(before, 2);
        announce(after, 3);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> heard(before).size() == 4 && heard(after).size() == 3);
        assertThat(Effects.of(4, heard(before))).isEqualTo(Effects.RIGHT);
        assertThat(Effects.of(3, heard(after))).isEqualTo(Effects.RIGHT);
        awaitEmptyOutbox();
    }

    @Test
    void a_fact_that_can_never_be_heard_is_given_up_by_an_operator_and_kept_as_evidence() throws Exception {
        var family = UUID.randomUUID();
        var content = "{\"not\": \"a referral\"}";
        Stranger.of(family)
                .say(1)
                .sayContent(2, content.getBytes(StandardCharsets.UTF_8))
                .say(3)
                .say(4);
        await().atMost(SOON).until(() -> parked(family).size() == 3);
        var door = Landscape.operating(hearer());

        door.refused("/operate/streams/give-up", giveUp(family, 2, "short", true), 422);
        assertThat(door.refused("/operate/streams/give-up", "{}", 422))
                .as("all that is missing is said at once")
                .contains("\"consumer\"", "\"publisher\"", "\"key\"", "\"sequence\"", "\"reason\"");
        assertThat(door.refused("/operate/streams/replay", "{}", 422))
                .contains("\"consumer\"", "\"publisher\"", "\"key\"");
        assertThat(door.refused("/operate/tasks/settle", "{}", 422)).contains("\"kind\"", "\"key\"", "\"reason\"");
        door.refused("/operate/streams/give-up", giveUp(family, 3, "The wrong one of them all", false), 409);
        var tried = door.post("/operate/streams/give-up", giveUp(family, 2, "Written by a broken client", true));
        assertThat(parked(family)).containsExactly("2 UNREADABLE", "3 BEHIND", "4 BEHIND");
        var done = door.post("/operate/streams/give-up", giveUp(family, 2, "Written by a broken client", false));
        door.refused("/operate/streams/give-up", giveUp(family, 2, "Written by a broken client", false), 409);

        assertThat(tried).contains("\"dryRun\":true", "UNREADABLE", "\"lastSequence\":1");
        assertThat(done).contains("\"dryRun\":false", "\"applied\":2", "\"lastSequence\":4", "\"left\":[]");
        assertThat(heard(family)).containsExactly(1L, 3L, 4L);
        assertThat(stateOf(family)).isEqualTo("OK");
        assertThat(HearingBugsTest.tasks(family)).isEmpty();
        assertThat(atHearer()
                        .query(
                                "select convert_from(raw, 'UTF8') from inbox_quarantine where reason = 'GIVEN_UP' and consumer = 'small.referrals' and convert_from(record_key, 'UTF8') = ?",
                                (row, number) -> String.valueOf(row.getString(1)),
                                family.toString()))
                .containsExactly(content);
    }

    @Test
    void the_true_fact_of_a_place_that_was_given_up_is_heard_when_it_comes() throws Exception {
        var family = UUID.randomUUID();
        var stream = Stranger.of(family).say(1).sayContent(2, "{".getBytes(StandardCharsets.UTF_8));
        await().atMost(SOON).until(() -> parked(family).equals(List.of("2 UNREADABLE")));
        var door = Landscape.operating(hearer());
        door.post("/operate/streams/give-up", giveUp(family, 2, "Written by a stranger", false));

        // what was given up had taken the place of a fact that its publisher says only now
        stream.forkAt(2).say(3);
        await().atMost(SOON).until(() -> parked(family).equals(List.of("2 FORKED", "3 BEHIND")));
        var ahead = door.post("/operate/streams/replay", replay(family).replace("false", "true"));
        var replayed = door.post("/operate/streams/replay", replay(family));
        // as when everything is heard again
        stream.sayContent(2, "{".getBytes(StandardCharsets.UTF_8)).say(4);

        assertThat(ahead).as("the true one, and the one behind it").contains("\"readable\":2");
        assertThat(replayed).contains("\"applied\":2", "\"setAside\":0", "\"lastSequence\":3", "\"left\":[]");
        awaitHeardUpTo(family, 4);
        assertThat(heard(family)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(stateOf(family)).isEqualTo("OK");
        assertThat(HearingBugsTest.tasks(family)).isEmpty();
    }

    @Test
    void a_fact_that_came_second_to_its_place_is_heard_if_a_person_says_that_it_is_the_true_one() throws Exception {
        var family = UUID.randomUUID();
        // nobody here reacts to it, so that its bytes are not looked at
        var stream = Stranger.of(family)
                .say(1)
                .sayOther(2, "family.address-protected.v1", "{".getBytes(StandardCharsets.UTF_8));
        awaitLast(family, 2);
        stream.forkAt(2).say(3);
        await().atMost(SOON).until(() -> parked(family).equals(List.of("2 FORKED", "3 BEHIND")));
        var door = Landscape.operating(hearer());

        var replayed = door.post(
                "/operate/streams/replay", replay(family).replace("\"dryRun\"", "\"second\": true, \"dryRun\""));
        door.refused(
                "/operate/streams/replay", replay(family).replace("\"dryRun\"", "\"second\": true, \"dryRun\""), 409);

        assertThat(replayed).contains("\"applied\":2", "\"setAside\":0", "\"left\":[]");
        assertThat(heard(family)).containsExactly(1L, 2L, 3L);
        assertThat(stateOf(family)).isEqualTo("OK");
    }

    @Test
    void of_two_facts_at_one_place_the_one_that_was_left_out_is_heard_after_all_as_long_as_nothing_came_behind()
            throws Exception {
        var family = UUID.randomUUID();
        var stream = Stranger.of(family)
                .say(1)
                .sayOther(2, "family.address-protected.v1", "{".getBytes(StandardCharsets.UTF_8));
        awaitLast(family, 2);
        stream.forkAt(2);
        await().atMost(SOON).until(() -> parked(family).equals(List.of("2 FORKED")));
        var door = Landscape.operating(hearer());
        var second = replay(family).replace("\"dryRun\"", "\"second\": true, \"dryRun\"");
        door.post("/operate/streams/replay", replay(family).replace("\"dryRun\"", "\"second\": false, \"dryRun\""));
        assertThat(stateOf(family)).isEqualTo("OK");
        assertThat(heard(family)).containsExactly(1L);

        door.refused(
                "/operate/streams/replay",
                second.replace("\"dryRun\"", "\"trueFacts\": [\"another\"], \"dryRun\""),
                409);
        var replayed = door.post("/operate/streams/replay", second);
        door.refused("/operate/streams/replay", second, 409);
        stream.say(3);

        assertThat(replayed).contains("\"applied\":1", "\"left\":[]");
        awaitHeardUpTo(family, 3);
        assertThat(heard(family)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void of_two_readable_facts_at_a_place_further_on_a_replay_takes_none_until_it_is_told_which_is_true()
            throws Exception {
        var family = UUID.randomUUID();
        var stream = Stranger.of(family).say(1).sayContent(2, "{".getBytes(StandardCharsets.UTF_8));
        await().atMost(SOON).until(() -> parked(family).equals(List.of("2 UNREADABLE")));
        stream.forkAt(2).say(3).forkAt(3).say(4);
        await().atMost(SOON).until(() -> parked(family).size() == 5);
        var ids = atHearer()
                .query(
                        "select event_id from inbox_parked where consumer = 'small.referrals' and key = ? and seq = 3 order by since",
                        (row, number) -> String.valueOf(row.getString(1)),
                        family.toString());
        var door = Landscape.operating(hearer());

        door.refused("/operate/streams/replay", replay(family), 409);
        assertThat(heard(family)).containsExactly(1L);
        var replayed = door.post(
                "/operate/streams/replay",
                replay(family).replace("\"dryRun\"", "\"trueFacts\": [\"%s\"], \"dryRun\"".formatted(ids.getLast())));

        assertThat(replayed).contains("\"applied\":3", "\"left\":[]", "\"doubts\":[]");
        assertThat(heard(family)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(atHearer()
                        .query(
                                "select headers from inbox_quarantine where consumer = 'small.referrals' and reason = 'FORKED' and convert_from(record_key, 'UTF8') = ? and headers like '%ce_sequence: 3%'",
                                (row, number) -> String.valueOf(row.getString(1)), family.toString()))
                .singleElement()
                .asString()
                .contains("ce_id: " + ids.getFirst());
        assertThat(HearingBugsTest.tasks(family)).isEmpty();
    }

    private static void awaitLast(UUID family, long sequence) {
        await().atMost(SOON)
                .until(() -> atHearer()
                        .query(
                                "select last_seq from inbox_stream where consumer = 'small.referrals' and key = ?",
                                (row, number) -> row.getLong(1),
                                family.toString())
                        .equals(List.of(sequence)));
    }

    @Test
    void what_is_given_up_of_two_at_one_place_is_the_one_that_cannot_be_read() throws Exception {
        var family = UUID.randomUUID();
        var stream = Stranger.of(family).say(1).sayContent(2, "{".getBytes(StandardCharsets.UTF_8));
        await().atMost(SOON).until(() -> parked(family).equals(List.of("2 UNREADABLE")));
        stream.forkAt(2).say(3);
        await().atMost(SOON).until(() -> parked(family).size() == 3);
        var door = Landscape.operating(hearer());

        var ahead = door.post("/operate/streams/replay", replay(family).replace("false", "true"));
        var done = door.post("/operate/streams/give-up", giveUp(family, 2, "Written by a stranger", false));

        assertThat(ahead).as("the true one, and the one behind it").contains("\"readable\":2");
        assertThat(done).contains("UNREADABLE", "\"applied\":2", "\"lastSequence\":3", "\"left\":[]");
        assertThat(heard(family)).containsExactly(1L, 2L, 3L);
        assertThat(stateOf(family)).isEqualTo("OK");
    }

    private static String replay(UUID family) {
        return "{\"consumer\": \"small.referrals\", \"publisher\": \"referral\", \"key\": \"%s\", \"dryRun\": false}"
                .formatted(family);
    }

    @Test
    void a_good_copy_takes_the_place_of_bad_bytes_and_the_stream_goes_on() {
        var family = UUID.randomUUID();
        var stream = Stranger.of(family).say(1).say(2);
        awaitHeardUpTo(family, 2);
        stream.sayContent(3, "{\"familyId\": \"cut o".getBytes(StandardCharsets.UTF_8))
                .say(4);
        await().atMost(SOON).until(() -> parked(family).equals(List.of("3 UNREADABLE", "4 BEHIND")));

        stream.say(3);

        awaitHeardUpTo(family, 4);
        assertThat(heard(family)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(stateOf(family)).isEqualTo("OK");
        assertThat(parked(family)).isEmpty();
        assertThat(HearingBugsTest.tasks(family)).isEmpty();
        assertThat(atHearer()
                        .query(
                                "select convert_from(raw, 'UTF8') from inbox_quarantine where reason = 'REPLACED' and consumer = 'small.referrals' and convert_from(record_key, 'UTF8') = ?",
                                (row, number) -> String.valueOf(row.getString(1)),
                                family.toString()))
                .as("the bad bytes stay as evidence")
                .containsExactly("{\"familyId\": \"cut o");
    }

    @Test
    void a_copy_that_is_no_better_changes_nothing_and_another_fact_at_the_place_waits_for_a_person() throws Exception {
        var family = UUID.randomUUID();
        var stream = Stranger.of(family).say(1);
        awaitHeardUpTo(family, 1);
        stream.sayContent(2, "{".getBytes(StandardCharsets.UTF_8));
        await().atMost(SOON).until(() -> parked(family).equals(List.of("2 UNREADABLE")));

        stream.sayContent(2, "[".getBytes(StandardCharsets.UTF_8)).forkAt(2).say(3);

        await().atMost(SOON)
                .until(() -> parked(family).stream()
                        .sorted()
                        .toList()
                        .equals(List.of("2 BEHIND", "2 UNREADABLE", "3 BEHIND")));
        assertThat(heard(family)).containsExactly(1L);
        // a person who replays it gets the one that can be read
        Landscape.operating(hearer()).post("/operate/streams/replay", replay(family));
        awaitHeardUpTo(family, 3);
        assertThat(heard(family)).containsExactly(1L, 2L, 3L);
        assertThat(parked(family)).isEmpty();
    }

    @Test
    void bytes_that_were_spoiled_on_their_way_are_asked_for_again_and_so_are_facts_missing_behind_them()
            throws Exception {
        var family = UUID.randomUUID();
        announce(family, 1);
        awaitHeardUpTo(family, 1);
        // the journal has 2 to 5; the topic had 2 spoiled, lost 3 and 4, and has 5
        stopHearer();
        announce(family, 4);
        awaitEmptyOutbox();
        var said = saidAbout(family);
        throwAwayAllRecords();
        sayAsPublisher(family, said.get(1), "{\"spoiled\"");
        sayAsPublisher(family, said.get(4), null);

        startHearer();

        awaitHeardUpTo(family, 5);
        assertThat(Effects.of(5, heard(family))).isEqualTo(Effects.RIGHT);
        assertThat(stateOf(family)).isEqualTo("OK");
        assertThat(parked(family)).isEmpty();
    }

    private record Journalled(String id, long sequence, String content) {}

    private static List<Journalled> saidAbout(UUID family) {
        return atPublisher()
                .query(
                        "select event_id, seq, payload from event_journal where key = ? order by seq",
                        (row, number) -> new Journalled(
                                String.valueOf(row.getString(1)), row.getLong(2), String.valueOf(row.getString(3))),
                        family.toString());
    }

    private static void sayAsPublisher(UUID family, Journalled fact, @Nullable String otherContent) {
        Stranger.of(family)
                .sayWith(
                        fact.sequence(),
                        Map.of("ce_id", fact.id()),
                        (otherContent == null ? fact.content() : otherContent).getBytes(StandardCharsets.UTF_8));
    }

    private static String giveUp(UUID family, long sequence, String reason, boolean dryRun) {
        return """
                {"consumer": "small.referrals", "publisher": "referral", "key": "%s", "sequence": %d, "reason": "%s", "dryRun": %s}""".formatted(family, sequence, reason, dryRun);
    }

    @Test
    void log_lines_of_a_reaction_carry_service_and_correlation_and_no_word_of_the_fault() {
        var family = UUID.randomUUID();
        var bad = received(family);
        SmallService.TROUBLES.put(bad.referralId().toString(), Trouble.BREAK);
        try (var lines = new LogLines()) {
            announce(bad);
            await().atMost(SOON).until(() -> parked(family).size() == 1);

            var correlation = atHearer()
                    .queryForObject(
                            "select correlation_id from inbox_parked where key = ? and consumer = 'small.referrals'",
                            String.class,
                            family.toString());
            assertThat(lines.saying("A reaction is in trouble"))
                    .isNotEmpty()
                    .allMatch(
                            line -> "allocation".equals(line.getMDCPropertyMap().get("service"))
                                    && String.valueOf(correlation)
                                            .equals(line.getMDCPropertyMap().get("correlationId")));
            assertThat(lines.saying("parks referral.received.v1"))
                    .hasSize(1)
                    .allMatch(line -> String.valueOf(correlation)
                            .equals(line.getMDCPropertyMap().get("correlationId")));
            assertThat(lines.any("Example-Otter")).isFalse();
        }
    }

    /** What is logged while it is open. */
    private static final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

        private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
        private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

        LogLines() {
            start();
            root.addAppender(this);
        }

        @Override
        protected void append(ILoggingEvent line) {
            line.prepareForDeferredProcessing();
            lines.add(line);
        }

        List<ILoggingEvent> saying(String words) {
            return lines.stream()
                    .filter(line -> line.getFormattedMessage().contains(words))
                    .toList();
        }

        boolean any(String words) {
            return !saying(words).isEmpty();
        }

        @Override
        public void close() {
            root.detachAppender(this);
        }
    }
}
