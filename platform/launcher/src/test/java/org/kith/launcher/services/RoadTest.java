package org.kith.launcher.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kith.launcher.demo.Workforce;
import org.kith.launcher.road.Road;
import org.kith.platform.testkit.time.Budget;

@Budget(seconds = 300)
class RoadTest {

    private final TestKith kith = TestKith.get();

    @Test
    void a_worry_becomes_a_referral_gets_a_team_gains_its_specialists_and_becomes_an_outcome() {
        // given
        var neighbour = new Browser(kith);
        neighbour.open("/worries/whole");
        var receipt = neighbour.send("/worries", worry());
        assertThat(receipt.uri().getPath()).as(receipt.body()).startsWith("/receipt/");
        var family = Family.withReceipt(kith, receipt.uri().getPath().substring("/receipt/".length()));
        assertThat(receipt.body()).contains(family.reference());

        // when
        family.accepted();
        var team = family.team();
        var lead = Workforce.socialWorker(team, 3);
        family.led(team, lead);
        var suffix = "-" + team.toLowerCase(Locale.ROOT);
        for (var discipline : List.of("survivor", "perpetrator", "substance", "mental")) {
            family.helpedBy(discipline + suffix);
        }
        family.outcome("PROTECTION_PLAN_START");

        // then
        assertThat(TestKith.TEAMS).contains(team);
        await().atMost(Family.SOON).untilAsserted(() -> {
            var now = family.receipt();
            assertThat(now.text("stage")).isEqualTo("SPECIALISTS_WORKING");
            assertThat(now.body().path("history").size()).isGreaterThanOrEqualTo(4);
        });
        assertThat(neighbour.open("/receipt/" + family.token()).body())
                .contains(family.reference())
                .doesNotContain("Example-Otter");
        neighbour.close();
        var broker = new Broker(kith);
        await().atMost(Family.SOON).untilAsserted(() -> {
            assertThat(typesAbout(family, broker, "kith.outcomes.E10000017")).contains("outcome.recorded.v1");
            assertThat(broker.everythingOn(List.of("kith.measures.E10000017")))
                    .anyMatch(fact -> Broker.key(fact).startsWith("PROTECTION_PLAN_STARTS"));
        });
        assertThat(typesAbout(family, broker, "kith.referrals"))
                .containsExactly("referral.received.v1", "referral.accepted.v1");
        assertThat(typesAbout(family, broker, "kith.families"))
                .containsExactly("family.allocated.v1", "lead-practitioner.named.v1");
        assertThat(typesAbout(family, broker, "kith.specialists").stream().distinct())
                .containsExactlyInAnyOrder(
                        "specialist.requested.v1", "specialist.assigned.v1", "specialist.input-recorded.v1");
    }

    @Test
    void the_road_of_a_referral_can_be_followed_through_every_journal() {
        var family = Family.referred(
                kith, Family.form(Family.newName(), List.of("2 Otterholt Close", "Preston"), "PR1 4AA", "3B"));
        family.accepted();
        var team = family.team();
        family.inTrayOf("survivor-" + team.toLowerCase(Locale.ROOT));

        await().atMost(Family.SOON)
                .untilAsserted(() -> assertThat(String.join(
                                "\n",
                                new Road(kith.installation())
                                        .of(UUID.fromString(family.referralId()), UUID.fromString(family.id()))))
                        .containsSubsequence(
                                "referral.received.v1",
                                "referral.accepted.v1",
                                "family.allocated.v1",
                                "specialist.assigned.v1")
                        .doesNotContain("NOT SENT YET", "NOT IN ORDER", "nobody yet"));
    }

    @Test
    void one_trace_follows_a_decision_through_every_service() {
        var family = Family.referred(
                kith, Family.form(Family.newName(), List.of("3 Otterholt Close", "Preston"), "PR1 4AA", "3B"));
        family.accepted();
        var team = family.team();
        family.inTrayOf("survivor-" + team.toLowerCase(Locale.ROOT));
        var broker = new Broker(kith);
        var accepted = oneTrace(
                broker,
                family,
                List.of(
                        "referral.accepted.v1",
                        "family.allocated.v1",
                        "specialist.requested.v1",
                        "specialist.assigned.v1"));

        kith.doors()
                .post(
                        Part.ALLOCATION,
                        "/families/" + family.id() + "/close",
                        kith.tokens().person(Workforce.manager(team)),
                        Map.of("reasonCode", "NEEDS_MET"))
                .required();

        var closed = oneTrace(broker, family, List.of("family.closed.v1", "specialist.ended.v1", "journey.closed.v1"));
        assertThat(closed).isNotEqualTo(accepted);
    }

    /** The trace id that these facts about a family share, whichever service said them. */
    private static String oneTrace(Broker broker, Family family, List<String> types) {
        var traces = new TreeMap<String, Set<String>>();
        await().atMost(Family.SOON).untilAsserted(() -> {
            traces.clear();
            for (var fact : broker.everythingOn(
                    List.of("kith.referrals", "kith.families", "kith.specialists", "kith.outcomes.E10000017"))) {
                var type = Broker.header(fact, "ce_type");
                if (Broker.key(fact).equals(family.id()) && types.contains(type)) {
                    traces.computeIfAbsent(type, first -> new TreeSet<>())
                            .add(Broker.header(fact, "traceparent").replaceFirst("^00-([0-9a-f]{32})-.*$", "$1"));
                }
            }
            assertThat(traces).containsOnlyKeys(types);
        });
        var ids = new TreeSet<String>();
        traces.values().forEach(ids::addAll);
        assertThat(ids).as(traces.toString()).hasSize(1).allMatch(id -> id.matches("[0-9a-f]{32}"));
        return ids.first();
    }

    @Test
    void a_form_that_another_site_made_up_is_not_taken() {
        try (var elsewhere = new Browser(kith)) {
            assertThat(elsewhere.sendBare("/worries", worry()).statusCode()).isEqualTo(403);
        }
    }

    private static Map<String, String> worry() {
        var typed = new LinkedHashMap<String, String>();
        typed.put("action", "send");
        typed.put("referrer.name", "Robin Example-Wren");
        typed.put("referrer.sourceCode", "1B");
        typed.put("children[0].givenName", "Otto");
        typed.put("children[0].familyName", Family.newName());
        typed.put("children[0].ageYears", "7");
        typed.put("adults[0].givenName", "Olga");
        typed.put("adults[0].familyName", "Example-Otter");
        typed.put("adults[0].relation", "MOTHER");
        typed.put("address.lines[0]", "1 Otterholt Close");
        typed.put("address.postcode", "PR1 4AA");
        typed.put("worries", "3B,1B,4B");
        typed.put("whatWasSeen", "A made-up worry");
        return typed;
    }

    private static List<String> typesAbout(Family family, Broker broker, String topic) {
        var types = new ArrayList<String>();
        for (var fact : broker.everythingOn(List.of(topic))) {
            if (Broker.key(fact).equals(family.id())) {
                types.add(Broker.header(fact, "ce_type"));
            }
        }
        return types;
    }
}
