package org.kith.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kith.platform.infrastructure.KafkaServer;
import org.kith.platform.outbox.Outbox;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** A publisher whose database is put back behind those who have heard it; on a broker where nobody else said anything as it. */
class RestoredPublisherTest {

    @Test
    void what_was_said_after_the_moment_of_a_restore_stays_said_and_becomes_a_task() throws Exception {
        try (var broker = KafkaServer.forTests()) {
            restored(Map.of("kith.kafka", broker.bootstrap()));
        }
    }

    @Test
    void a_publisher_whose_files_were_put_back_by_hand_learns_it_from_those_who_heard_more() throws Exception {
        try (var broker = KafkaServer.forTests()) {
            putBackByHand(Map.of("kith.kafka", broker.bootstrap(), "kith.reconcile.every", "1s"));
        }
    }

    private static void putBackByHand(Map<String, String> settings) throws Exception {
        var database = Landscape.database("referral");
        var shortened = UUID.randomUUID();
        var gone = UUID.randomUUID();
        var kept = UUID.randomUUID();
        try (var hearer = Landscape.start("allocation", Landscape.database("allocation"), hearing(settings))) {
            List<String> said;
            try (var publisher = Landscape.start("referral", database, settings)) {
                for (var family : List.of(shortened, gone, kept)) {
                    announce(publisher, family);
                    announce(publisher, family);
                    announce(publisher, family);
                }
                await().atMost(Duration.ofSeconds(40))
                        .until(() -> count(hearer, "inbox_stream where last_seq = 3") == 3);
                said = journal(publisher, shortened);
                forget(publisher, shortened, 2);
                forget(publisher, gone, 0);
            }

            try (var publisher = Landscape.start("referral", database, settings)) {
                await().atMost(Duration.ofSeconds(40))
                        .until(() -> forgotten(publisher).size() == 2);
                assertThat(forgotten(publisher))
                        .containsExactlyInAnyOrder(
                                "referral/" + shortened + " ADMINISTRATOR kith.referrals",
                                "referral/" + gone + " ADMINISTRATOR kith.referrals");
            }

            var reading = new HashMap<>(settings);
            reading.put("kith.restore.read-again", "true");
            try (var publisher = Landscape.start("referral", database, reading)) {
                assertThat(journal(publisher, shortened)).isEqualTo(said);
                assertThat(announce(publisher, gone)).isEqualTo(4);
                await().atMost(Duration.ofSeconds(40))
                        .until(() -> count(hearer, "inbox_stream where last_seq = 4 and state = 'OK'") == 1);
            }
        }
    }

    private static Map<String, String> hearing(Map<String, String> settings) {
        var hearing = new HashMap<>(settings);
        hearing.put("small.hears", "true");
        hearing.put("spring.cloud.function.definition", "referrals");
        hearing.put("spring.cloud.stream.bindings.referrals-in-0.destination", "kith.referrals");
        hearing.put("spring.cloud.stream.bindings.referrals-in-0.group", "allocation");
        return hearing;
    }

    private static List<String> forgotten(ConfigurableApplicationContext publisher) {
        return Landscape.asOwner(publisher)
                .query(
                        "select key || ' ' || owner_code || ' ' || reason_code from waiting_item where kind = 'FORGOTTEN_BY_RESTORE'",
                        (row, number) -> String.valueOf(row.getString(1)));
    }

    private static void restored(Map<String, String> settings) throws Exception {
        var database = Landscape.database("referral");
        var family = UUID.randomUUID();
        List<String> said;
        try (var publisher = Landscape.start("referral", database, settings)) {
            for (int fact = 0; fact < 4; fact++) {
                announce(publisher, family);
            }
            await().atMost(Duration.ofSeconds(40)).until(() -> count(publisher, "outbox_queue") == 0);
            said = journal(publisher, family);
            putBack(publisher, family, 2);
        }

        try (var publisher = Landscape.start("referral", database, settings)) {
            // the same facts with the same ids, and the next one takes the next place
            assertThat(journal(publisher, family)).isEqualTo(said).hasSize(4);
            assertThat(count(publisher, "outbox_queue")).isZero();
            assertThat(announce(publisher, family)).isEqualTo(5);
            assertThat(Landscape.asOwner(publisher)
                            .queryForList(
                                    "select owner_code from waiting_item where kind = 'FORGOTTEN_BY_RESTORE' and key = ?",
                                    String.class,
                                    "referral/" + family))
                    .containsExactly("ADMINISTRATOR");
            var operating = Landscape.operating(publisher);
            assertThat(operating.get("/operate/tasks?kind=FORGOTTEN_BY_RESTORE"))
                    .contains("referral/" + family);
            operating.post(
                    "/operate/tasks/settle",
                    "{\"kind\":\"FORGOTTEN_BY_RESTORE\",\"key\":\"referral/%s\",\"reason\":\"Entered again from the paper file\"}"
                            .formatted(family));
            assertThat(operating.get("/operate/tasks?kind=FORGOTTEN_BY_RESTORE"))
                    .doesNotContain(family.toString());
        }
    }

    /** What a restore to a moment after the given fact leaves; the server's own timeline is not touched. */
    private static void putBack(ConfigurableApplicationContext publisher, UUID family, long to) {
        forget(publisher, family, to);
        Landscape.asOwner(publisher).update("update database_timeline set timeline = '00000000'");
    }

    private static void forget(ConfigurableApplicationContext publisher, UUID family, long to) {
        var owner = Landscape.asOwner(publisher);
        owner.update("delete from event_journal where key = ? and seq > ?", family.toString(), to);
        if (to == 0) {
            owner.update("delete from stream_head where key = ?", family.toString());
        } else {
            owner.update("update stream_head set last_seq = ? where key = ?", to, family.toString());
        }
    }

    private static long announce(ConfigurableApplicationContext publisher, UUID family) {
        var sequence = new long[1];
        Landscape.inTransaction(publisher, () -> {
            var outbox = publisher.getBean(Outbox.class);
            sequence[0] = outbox.nextSequence(family.toString());
            outbox.announce(TwoServices.received(family));
        });
        return sequence[0];
    }

    private static List<String> journal(ConfigurableApplicationContext publisher, UUID family) {
        return publisher
                .getBean(JdbcTemplate.class)
                .query(
                        "select seq || ' ' || event_id || ' ' || payload from event_journal where key = ? order by seq",
                        (row, number) -> String.valueOf(row.getString(1)),
                        family.toString());
    }

    private static long count(ConfigurableApplicationContext publisher, String table) {
        return publisher
                .getBean(JdbcTemplate.class)
                .query("select count(*) from " + table, (row, number) -> row.getLong(1))
                .getFirst();
    }
}
