package org.kith.outcomes.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kith.outcomes.Stories.MONDAY;
import static org.kith.outcomes.Stories.at;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;
import org.kith.contracts.referral.FamilyJoinedV1;
import org.kith.outcomes.Stories;
import org.kith.platform.outbox.FactJson;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@ServiceTest
class EveryFactIsHeardTest {

    private static final List<String> HEARD_TOPICS =
            List.of("kith.referrals", "kith.families", "kith.teams", "kith.specialists");

    @Autowired
    private Topics topics;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Roles roles;

    @Test
    void every_fact_of_the_four_topics_is_kept() throws Exception {
        var contracts = new ClassFileImporter()
                .importPackages("org.kith.contracts").stream()
                        .filter(type -> type.isAnnotatedWith(WireName.class))
                        .filter(type -> HEARD_TOPICS.contains(wireName(type).topic()))
                        .toList();
        assertThat(contracts).hasSizeGreaterThanOrEqualTo(18);

        for (var contract : contracts) {
            int before = kept();
            topics.tell(publisher(wireName(contract).topic()), example(contract));
            assertThat(kept()).as("kept after %s", wireName(contract).value()).isEqualTo(before + 1);
        }
    }

    @Test
    void a_fact_that_comes_twice_counts_once() {
        var family = UUID.randomUUID();
        var fact = Stories.received(family, UUID.randomUUID(), at(MONDAY), UUID.randomUUID());
        var id = UUID.randomUUID().toString();
        topics.sayAt(1, "referral", Topics.COUNCIL, fact, id);
        topics.sayAt(1, "referral", Topics.COUNCIL, fact, id);
        topics.heard("referral", Topics.COUNCIL, fact.key(), 1);

        topics.sayAt(2, "referral", Topics.COUNCIL, Stories.received(family, UUID.randomUUID(), at(MONDAY)), "2/" + id);
        topics.heard("referral", Topics.COUNCIL, fact.key(), 2);

        assertThat(count("select count(*) from heard_fact where family_id = '" + family + "'"))
                .isEqualTo(2);
    }

    private int kept() {
        return count("select count(*) from heard_fact");
    }

    private int count(String sql) {
        var counted = new int[1];
        roles.inLancashire(() -> {
            Integer rows = jdbc.queryForObject(sql, Integer.class);
            counted[0] = rows == null ? 0 : rows;
        });
        return counted[0];
    }

    private static WireName wireName(JavaClass type) {
        return type.reflect().getAnnotation(WireName.class);
    }

    private static String publisher(String topic) {
        return switch (topic) {
            case "kith.referrals" -> "referral";
            case "kith.specialists" -> "specialist";
            default -> "allocation";
        };
    }

    private static Announcement example(JavaClass type) throws Exception {
        if (type.isEquivalentTo(FamilyJoinedV1.class)) {
            // the example's survivor waits for the absorbed family's last fact; here the absorbed one says it
            var absorbed = UUID.randomUUID();
            return Stories.joined(absorbed, UUID.randomUUID(), absorbed, 1, at(MONDAY));
        }
        try (var json = WireName.class.getResourceAsStream(
                "/contracts/" + wireName(type).value() + ".json")) {
            assertThat(json).isNotNull();
            var text = new String(json.readAllBytes(), StandardCharsets.UTF_8);
            return FactJson.read(
                    text.getBytes(StandardCharsets.UTF_8), type.reflect().asSubclass(Announcement.class));
        }
    }
}
