package org.kith.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kith.contracts.referral.ReferralReceivedV1;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.outbox.Outbox;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class HearingTest {

    private static final CouncilCode LANCASHIRE = new CouncilCode("E10000017");
    private static ConfigurableApplicationContext publisher;
    private static ConfigurableApplicationContext hearer;

    @BeforeAll
    static void start() throws Exception {
        publisher = Landscape.start("referral", Landscape.database("referral"), Map.of());
        hearer = Landscape.start(
                "allocation",
                Landscape.database("allocation"),
                Map.of(
                        "small.hears", "true",
                        "spring.cloud.function.definition", "referrals",
                        "spring.cloud.stream.bindings.referrals-in-0.destination", "kith.referrals",
                        "spring.cloud.stream.bindings.referrals-in-0.group", "allocation",
                        "kith.inbox.pauses", "10ms,20ms"));
    }

    @AfterAll
    static void stop() {
        hearer.close();
        publisher.close();
    }

    @Test
    void a_fact_that_was_announced_is_heard_once_and_in_order() {
        var family = UUID.randomUUID();

        for (int i = 0; i < 20; i++) {
            announce(family);
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> heard(family).size() >= 20);
        assertThat(heard(family))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
    }

    private static long announce(UUID family) {
        var fact =
                new ReferralReceivedV1(UUID.randomUUID(), family, List.of(), "2A", false, Instant.now(), Instant.now());
        var transaction = new TransactionTemplate(publisher.getBean(PlatformTransactionManager.class));
        Long sequence = Council.in(
                LANCASHIRE,
                () -> transaction.execute(
                        status -> publisher.getBean(Outbox.class).announce(fact)));
        return sequence == null ? 0 : sequence;
    }

    private static List<Long> heard(UUID family) {
        return hearer.getBean(JdbcTemplate.class)
                .query(
                        "select seq from heard where key = ? order by place",
                        (row, number) -> row.getLong(1),
                        family.toString());
    }
}
