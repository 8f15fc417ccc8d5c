package org.kith.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.kith.contracts.referral.ReferralReceivedV1;
import org.kith.platform.infrastructure.ServiceDatabase;
import org.kith.platform.outbox.Outbox;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One service that says facts and one that hears them, started once for all tests that only need such a pair. */
final class TwoServices implements BeforeAllCallback {

    private static @Nullable Pair running;

    /** The running pair; it ends with the test run. */
    private static final class Pair implements AutoCloseable {

        private final ConfigurableApplicationContext publisher;
        private final ServiceDatabase hearersDatabase;
        private ConfigurableApplicationContext hearer;

        Pair() throws Exception {
            publisher = Landscape.start(
                    "referral",
                    Landscape.database("referral"),
                    Map.of("kith.reconcile.every", "1s", "kith.relay.idle", "50ms"));
            hearersDatabase = Landscape.database("allocation");
            hearer = startHearer();
        }

        private ConfigurableApplicationContext startHearer() {
            var settings = new LinkedHashMap<String, String>();
            settings.put("small.hears", "true");
            settings.put("small.hears-again", "true");
            settings.put("spring.cloud.function.definition", "referrals;referralsAgain");
            settings.put("spring.cloud.stream.bindings.referrals-in-0.destination", "kith.referrals");
            settings.put("spring.cloud.stream.bindings.referrals-in-0.group", "allocation");
            settings.put("spring.cloud.stream.bindings.referralsAgain-in-0.destination", "kith.referrals");
            settings.put("spring.cloud.stream.bindings.referralsAgain-in-0.group", "allocation-again");
            settings.put("kith.inbox.pauses", "10ms,20ms");
            settings.put("kith.reconcile.every", "1s");
            return Landscape.start("allocation", hearersDatabase, settings);
        }

        @Override
        public void close() {
            running = null;
            hearer.close();
            publisher.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        if (running == null) {
            var pair = new Pair();
            running = pair;
            context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(TwoServices.class))
                    .put("pair", pair);
        }
    }

    private static Pair running() {
        return Objects.requireNonNull(running);
    }

    static ConfigurableApplicationContext publisher() {
        return running().publisher;
    }

    static ConfigurableApplicationContext hearer() {
        return running().hearer;
    }

    static void stopHearer() {
        running().hearer.close();
    }

    static void startHearer() {
        running().hearer = running().startHearer();
    }

    static void announce(UUID family, int facts) {
        for (int i = 0; i < facts; i++) {
            announce(received(family));
        }
    }

    static void announce(ReferralReceivedV1 fact) {
        Landscape.inTransaction(
                publisher(), () -> publisher().getBean(Outbox.class).announce(fact));
    }

    static ReferralReceivedV1 received(UUID family) {
        return received(family, "2A");
    }

    static ReferralReceivedV1 received(UUID family, String sourceCode) {
        return new ReferralReceivedV1(
                UUID.randomUUID(), family, List.of(), sourceCode, false, Instant.now(), Instant.now());
    }

    static JdbcTemplate atPublisher() {
        return publisher().getBean(JdbcTemplate.class);
    }

    /** On connections of the test's own: the service's may be dead for half a second after its database went away. */
    static JdbcTemplate atHearer() {
        var url = hearer().getEnvironment().getRequiredProperty("kith.database.url");
        return new JdbcTemplate(new DriverManagerDataSource(url, "postgres", "postgres"));
    }

    static void awaitHeardUpTo(UUID family, long sequence) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .untilAsserted(() -> assertThat(atHearer()
                                .query(
                                        "select last_seq from inbox_stream where key = ? and consumer = 'small.referrals'",
                                        (row, number) -> row.getLong(1),
                                        family.toString()))
                        .as("parked: %s", parked(family))
                        .containsExactly(sequence));
    }

    /** The sequences that had their effect, in the order of the effects. */
    static List<Long> heard(UUID family) {
        return atHearer()
                .query(
                        "select seq from heard where key = ? order by place",
                        (row, number) -> row.getLong(1),
                        family.toString());
    }

    static List<String> heardDetails(UUID family) {
        return atHearer()
                .query(
                        "select detail from heard where key = ? order by place",
                        (row, number) -> String.valueOf(row.getString(1)),
                        family.toString());
    }

    static List<String> parked(UUID family) {
        return atHearer()
                .query(
                        "select seq || ' ' || reason from inbox_parked where key = ? and consumer = 'small.referrals' order by seq",
                        (row, number) -> String.valueOf(row.getString(1)),
                        family.toString());
    }

    static String stateOf(UUID family) {
        return String.valueOf(atHearer()
                .queryForObject(
                        "select state from inbox_stream where key = ? and consumer = 'small.referrals'",
                        String.class,
                        family.toString()));
    }

    static void awaitEmptyOutbox() {
        await().atMost(Duration.ofSeconds(20)).until(() -> unsent() == 0);
    }

    static long unsent() {
        return atPublisher()
                .query("select count(*) from outbox_queue", (row, number) -> row.getLong(1))
                .getFirst();
    }

    static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
