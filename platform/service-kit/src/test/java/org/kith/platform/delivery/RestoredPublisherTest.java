package org.kith.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
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
        var owner = Landscape.asOwner(publisher);
        owner.update("delete from event_journal where key = ? and seq > ?", family.toString(), to);
        owner.update("update stream_head set last_seq = ? where key = ?", to, family.toString());
        owner.update("update database_timeline set timeline = '00000000'");
    }

    private static long announce(ConfigurableApplicationContext publisher, UUID family) {
        var sequence = new long[1];
        Landscape.inTransaction(
                publisher, () -> sequence[0] = publisher.getBean(Outbox.class).announce(TwoServices.received(family)));
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
