package org.kith.referral.referrals.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.contracts.referral.ReferralAcceptedV1;
import org.kith.contracts.referral.ReferralDeclinedV1;
import org.kith.contracts.referral.ReferralReceivedV1;
import org.kith.contracts.referral.ReferralSignpostedV1;
import org.kith.platform.security.AccessLists;
import org.kith.platform.security.Involvements;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.platform.waiting.Waiting;
import org.kith.referral.FrontDoor;
import org.kith.referral.Worry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ScreeningControllerTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    @Autowired
    private Topics topics;

    @Autowired
    private Waiting waiting;

    @Autowired
    private Involvements involvements;

    private FrontDoor door;

    @BeforeEach
    void open() {
        door = new FrontDoor(mvc, roles);
    }

    @Test
    void the_queue_has_danger_on_top_and_no_names() {
        var worry = Worry.aboutAFamily().says("immediateDanger", true);
        var referral = door.raised(worry);

        var queue =
                door.get(Tokens.staff(door.screener()), "/screening?limit=200").is(200);

        assertThat(queue.json().path("items").get(0).path("immediateDanger").asBoolean())
                .isTrue();
        assertThat(queue.json().path("items").findValuesAsString("referralId")).contains(referral.toString());
        assertThat(queue.body()).doesNotContain(worry.familyName);
    }

    @Test
    void an_opened_referral_shows_what_was_said_and_the_referrer_sees_that_somebody_looks() {
        var worry = Worry.aboutAFamily();
        var answer = door.raise(worry).is(201).json();
        var referral = door.idOf(answer.path("reference").asString());

        var file = door.opened(referral);

        assertThat(file.path("whatWasSeen").asString()).contains("breakfast");
        assertThat(file.path("children").get(0).path("familyName").asString()).isEqualTo(worry.familyName);
        assertThat(file.path("relationships").get(0).path("kind").asString()).isEqualTo("MOTHER");
        assertThat(file.path("address").path("postcode").asString()).isEqualTo("BB11 3BT");
        var receipt = door.get(
                        Tokens.publicIntake(),
                        "/receipts/" + answer.path("receiptToken").asString())
                .json();
        assertThat(receipt.path("stage").asString()).isEqualTo("BEING_LOOKED_AT");
    }

    @Test
    void a_child_referred_again_is_recognised_with_the_evidence() {
        var worry = Worry.aboutAFamily();
        var first = door.accept(door.raised(worry));

        var again = door.opened(door.raised(worry.says("whatWasSeen", "And again.")));

        assertThat(again.path("familyId").asString()).isEqualTo(first.toString());
        assertThat(again.path("matchedBy").asString()).isEqualTo("RULES");
        assertThat(again.path("candidates").get(0).path("evidenceFor").toString())
                .contains("same name and date of birth");
        assertThat(again.path("otherContacts")).hasSize(1);
        assertThat(again.path("children").get(0).path("sameAs").asString()).isNotEmpty();
    }

    @Test
    void acceptance_binds_the_known_family_names_the_provisional_one_and_keeps_the_childs_id() {
        var worry = Worry.aboutAFamily();
        var known = door.accept(door.raised(worry));
        var again = door.raised(worry.says("whatWasSeen", "And again."));
        var provisional = door.opened(again).path("provisionalFamilyId").asString();

        var family = door.accept(again);

        assertThat(family).isEqualTo(known);
        var facts = topics.announced(ReferralAcceptedV1.class, family.toString(), 2);
        assertThat(facts.get(1).provisionalFamilyId()).hasToString(provisional);
        assertThat(facts.get(1).childIds()).isEqualTo(facts.get(0).childIds());
        assertThat(topics.announced(ReferralReceivedV1.class, provisional)
                        .getFirst()
                        .childIds())
                .isEqualTo(facts.get(0).childIds());
        assertThat(door.get(Tokens.staff(door.screener()), "/families/" + provisional)
                        .is(200)
                        .json()
                        .path("familyId")
                        .asString())
                .isEqualTo(known.toString());
        assertThat(door.get(Tokens.staff(door.screener()), "/families/" + known)
                        .json()
                        .path("people"))
                .hasSize(2);
    }

    @Test
    void a_person_corrects_the_match_before_acceptance() {
        var worry = Worry.aboutAFamily();
        var known = door.accept(door.raised(worry));
        var again = door.raised(worry.says("whatWasSeen", "Another child of the same name."));
        var body = Map.of("notKnownBefore", true);

        door.post(Tokens.staff(door.screener()), "/screening/" + again + "/family", body)
                .is(200);

        var family = door.accept(again);
        assertThat(family).isNotEqualTo(known);
        assertThat(topics.announced(ReferralAcceptedV1.class, family.toString())
                        .getFirst()
                        .childIds())
                .doesNotContainAnyElementsOf(topics.announced(ReferralAcceptedV1.class, known.toString())
                        .getFirst()
                        .childIds());
        door.post(Tokens.staff(door.screener()), "/screening/" + again + "/family", body)
                .refusedWith(409, "referral-already-decided");
    }

    @Test
    void what_waits_follows_the_referral_to_another_family() {
        var worry = Worry.aboutAFamily();
        var known = door.accept(door.raised(worry));
        var again = door.raised(worry.says("immediateDanger", true));
        roles.inLancashire(() -> assertThat(waiting.about(known.toString())).hasSize(2));
        var body = Map.of("notKnownBefore", true);

        door.post(Tokens.staff(door.screener()), "/screening/" + again + "/family", body)
                .is(200);

        var family = door.opened(again).path("familyId").asString();
        roles.inLancashire(() -> {
            assertThat(waiting.about(known.toString())).isEmpty();
            assertThat(waiting.about(family))
                    .extracting(Waiting.Item::key)
                    .containsExactly(again.toString(), again.toString());
        });
        door.post(
                        Tokens.staff(door.screener()),
                        "/families/" + known + "/join",
                        Map.of("absorbedFamilyId", family, "reason", "One family after all."))
                .is(200);
        roles.inLancashire(() -> assertThat(waiting.about(known.toString())).hasSize(2));
    }

    @Test
    void of_a_restricted_family_the_queue_shows_that_something_waits_and_not_what() {
        var referral = door.raised(Worry.aboutAFamily().says("worries", List.of("3B")));
        var family = UUID.fromString(door.opened(referral).path("familyId").asString());
        var named = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);
        roles.inLancashire(() -> involvements.list(family, AccessLists.of(Set.of(named), Set.of())));

        var others = row(door.screener(), referral);
        assertThat(others.path("restricted").asBoolean()).isTrue();
        assertThat(others.path("worries")).isEmpty();
        assertThat(others.path("closedToScreening").asBoolean()).isFalse();
        assertThat(others.path("decisionDueAt").asString()).isNotEmpty();
        door.get(Tokens.staff(door.screener()), "/screening/" + referral).refusedWith(404, "not-found");
        var theirs = row(named, referral);
        assertThat(theirs.path("restricted").asBoolean()).isFalse();
        assertThat(theirs.path("worries")).hasSize(1);
    }

    @Test
    void a_referral_that_no_screening_worker_may_open_is_the_practice_leads_to_open() {
        var referral = door.raised(Worry.aboutAFamily());
        var family = UUID.fromString(door.opened(referral).path("familyId").asString());
        var manager = roles.worker(Role.TEAM_MANAGER, "T01");
        var screener = door.screener();
        var practice = roles.worker(Role.PRACTICE_LEAD, Roles.COUNTY);
        roles.inLancashire(() -> involvements.list(family, AccessLists.of(Set.of(manager), Set.of())));

        assertThat(row(screener, referral).path("closedToScreening").asBoolean())
                .isTrue();
        assertThat(row(practice, referral).path("closedToScreening").asBoolean())
                .isTrue();

        roles.inLancashire(() -> involvements.list(family, AccessLists.of(Set.of(manager, screener), Set.of())));

        assertThat(row(practice, referral).path("closedToScreening").asBoolean())
                .isFalse();
        assertThat(row(practice, referral).path("restricted").asBoolean()).isTrue();
        assertThat(row(screener, referral).path("restricted").asBoolean()).isFalse();
    }

    private JsonNode row(UUID worker, UUID referral) {
        for (int offset = 0; ; offset += 200) {
            var page = door.get(Tokens.staff(worker), "/screening?limit=200&offset=" + offset)
                    .is(200)
                    .json()
                    .path("items");
            for (var item : page) {
                if (item.path("referralId").asString().equals(referral.toString())) {
                    return item;
                }
            }
            assertThat(page).as("the whole queue was read").isNotEmpty();
        }
    }

    @Test
    void a_referral_is_put_to_a_family_that_rules_did_not_find() {
        var known = door.accept(door.raised(Worry.aboutAFamily()));
        var referral = door.raised(Worry.aboutAFamily());

        door.post(Tokens.staff(door.screener()), "/screening/" + referral + "/family", Map.of("familyId", known))
                .is(200);

        assertThat(door.accept(referral)).isEqualTo(known);
    }

    @Test
    void the_family_of_a_referral_that_others_are_about_stays() {
        var worry = Worry.aboutAFamily();
        var elsewhere = door.accept(door.raised(Worry.aboutAFamily()));
        var first = door.raised(worry);
        door.raised(worry.says("whatWasSeen", "Again, while the first waits."));

        var answer = door.post(
                Tokens.staff(door.screener()), "/screening/" + first + "/family", Map.of("familyId", elsewhere));

        answer.refusedWith(409, "family-has-other-referrals");
    }

    @Test
    void a_decline_and_a_signpost_say_why_and_where() {
        var declined = door.raised(Worry.aboutAFamily());
        var signposted = door.raised(Worry.aboutAFamily());

        door.decide(
                        declined,
                        Map.of("decision", "DECLINE", "reasonCode", "BELOW_THRESHOLD", "reason", "Seen by school."))
                .is(200);
        door.decide(
                        signposted,
                        Map.of(
                                "decision",
                                "SIGNPOST",
                                "serviceCode",
                                "EARLY_HELP",
                                "level",
                                2,
                                "reason",
                                "Help is near."))
                .is(200);

        var one = door.opened(declined).path("provisionalFamilyId").asString();
        var two = door.opened(signposted).path("provisionalFamilyId").asString();
        assertThat(topics.announced(ReferralDeclinedV1.class, one).getFirst().reasonCode())
                .isEqualTo("BELOW_THRESHOLD");
        assertThat(topics.announced(ReferralSignpostedV1.class, two).getFirst().serviceCode())
                .isEqualTo("EARLY_HELP");
    }

    @Test
    void there_is_no_second_decision_even_of_ten_at_once() throws InterruptedException {
        var referral = door.raised(Worry.aboutAFamily());
        door.screener();
        Callable<FrontDoor.Answer> press = () -> door.decide(
                referral, Map.of("decision", "DECLINE", "reasonCode", "DUPLICATE", "reason", "Said before."));

        List<FrontDoor.Answer> answers;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = pool.invokeAll(IntStream.range(0, 10).mapToObj(i -> press).toList()).stream()
                    .map(future -> future.resultNow())
                    .toList();
        }

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409)).hasSize(9);
        door.decide(referral, Map.of("decision", "ACCEPT", "reason", "After all."))
                .refusedWith(409, "referral-already-decided");
        var family = door.opened(referral).path("provisionalFamilyId").asString();
        assertThat(topics.announcedSoFar(ReferralDeclinedV1.class, family)).hasSize(1);
    }

    @Test
    void a_decision_needs_its_codes_and_a_reason() {
        var referral = door.raised(Worry.aboutAFamily());

        assertThat(door.decide(referral, Map.of()).is(422).json().path("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("decision", "reason");
        assertThat(door.decide(referral, Map.of("decision", "DECLINE", "reason", "x", "level", 9))
                        .is(422)
                        .json()
                        .path("errors")
                        .findValuesAsString("field"))
                .containsExactlyInAnyOrder("reasonCode", "level");
        door.decide(referral, Map.of("decision", "ACCEPT", "reason", "x", "level", 1))
                .refusedWith(409, "level-below-threshold");
        door.decide(
                        referral,
                        Map.of(
                                "decision",
                                "ACCEPT",
                                "reason",
                                "x",
                                "decidedAt",
                                Instant.now().minus(Duration.ofHours(3)).toString()))
                .refusedWith(403, "backfill-scope-needed");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SCREENING_WORKER", "PRACTICE_LEAD"})
    void other_roles_do_not_see_the_queue_or_decide(Role role) {
        var referral = door.raised(Worry.aboutAFamily());
        var worker = Tokens.staff(roles.worker(role, "T07"));

        door.get(worker, "/screening").is(403);
        door.get(worker, "/screening/" + referral).is(403);
        door.post(worker, "/screening/" + referral + "/decision", Map.of("decision", "ACCEPT", "reason", "x"))
                .is(403);
        door.post(worker, "/screening/" + referral + "/family", Map.of()).is(403);
    }

    @Test
    void a_practice_lead_reads_and_does_not_decide() {
        var referral = door.raised(Worry.aboutAFamily());
        var lead = Tokens.staff(roles.worker(Role.PRACTICE_LEAD, Roles.COUNTY));

        door.get(lead, "/screening/" + referral).is(200);
        door.post(lead, "/screening/" + referral + "/decision", Map.of("decision", "ACCEPT", "reason", "x"))
                .is(404);
    }

    @Test
    void another_council_sees_nothing() {
        var referral = door.raised(Worry.aboutAFamily());

        var answer = door.get(Tokens.staffOf("E06000009", door.screener()), "/screening/" + referral);

        assertThat(answer.status()).isIn(403, 404);
    }

    @Test
    void agencies_and_the_public_read_nothing_at_all() {
        var referral = door.raised(Worry.aboutAFamily());

        for (var who : List.of(Tokens.agency("POLICE"), Tokens.publicIntake(), Tokens.analyst())) {
            door.get(who, "/screening").is(403);
            door.get(who, "/screening/" + referral).is(403);
            door.get(who, "/families/" + UUID.randomUUID()).is(404);
        }
    }

    @Test
    void two_siblings_referred_at_once_make_one_family() throws InterruptedException {
        var worry = Worry.aboutAFamily();
        door.screener();
        Callable<UUID> one = () -> door.raised(sibling(worry, "Wren"));
        Callable<UUID> other = () -> door.raised(sibling(worry, "Jay"));

        List<UUID> referrals;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            referrals = pool.invokeAll(List.of(one, other)).stream()
                    .map(future -> future.resultNow())
                    .toList();
        }

        assertThat(door.accept(referrals.get(0))).isEqualTo(door.accept(referrals.get(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SW1A 1AA", "M1 1AE", "NE1 7RU", "TR19 7AA"})
    void a_sibling_at_the_same_address_is_recognised_anywhere_and_its_family_is_told_to_be_outside_the_county(
            String postcode) {
        var name = Worry.aboutAFamily().familyName;
        var street = "3 Example Far Street";
        var first = door.accept(door.raised(
                Worry.aboutNobodyOf(name).child("Wren", "2017-05-06").livingAt(street, postcode)));

        var sibling = door.opened(door.raised(Worry.aboutNobodyOf(name)
                .child("Jay", "2019-01-02")
                .livingAt(
                        "3, example far street",
                        postcode.toLowerCase(Locale.ROOT).replace(" ", ""))));

        assertThat(sibling.path("familyId").asString()).isEqualTo(first.toString());
        assertThat(sibling.path("candidates").get(0).path("evidenceFor").toString())
                .contains("same family name at the same address");
        // without an area team allocation puts the family into its queue, see ReferralFeedTest there
        assertThat(topics.announced(ReferralAcceptedV1.class, first.toString()))
                .singleElement()
                .returns(null, ReferralAcceptedV1::areaCode)
                .returns("E99999999", ReferralAcceptedV1::districtCode);
    }

    private static Worry sibling(Worry worry, String name) {
        return Worry.aboutNobodyOf(worry.familyName)
                .child(name, "2017-05-06")
                .adult("Sam", null)
                .livingAt("12 Example Siblings Street", "BB11 3BT");
    }

    @Test
    void silence_undoes_no_match() {
        var worry = Worry.aboutAFamily();
        var known = door.accept(door.raised(worry));
        var again = door.raised(worry.says("whatWasSeen", "Once more."));
        var path = "/screening/" + again + "/family";
        var screener = Tokens.staff(door.screener());

        var silent = door.post(screener, path, Map.of()).refusedWith(422, "invalid");
        door.post(screener, path, Map.of("notKnownBefore", false)).refusedWith(422, "invalid");
        door.post(screener, path, Map.of("notKnownBefore", true, "familyId", known))
                .refusedWith(422, "invalid");

        assertThat(silent.body()).contains("familyId", "notKnownBefore");
        assertThat(door.opened(again).path("familyId").asString()).isEqualTo(known.toString());
    }

    @Test
    void a_reason_that_holds_a_protected_address_is_refused_before_it_is_kept() {
        var worry = Worry.aboutAFamily().livingAt("8 Turnstone Shelter", "BB11 3BT");
        var referral = door.raised(worry);
        var said = "They live at 8 Turnstone Shelter now.";

        var refused = door.decide(referral, Map.of("decision", "ACCEPT", "reason", said, "protectAddress", true))
                .refusedWith(422, "invalid");

        assertThat(refused.body()).contains("reason", "protected-address").doesNotContain("Turnstone");
        door.decide(referral, Map.of("decision", "ACCEPT", "reason", "To be helped.", "protectAddress", true))
                .is(200);
        var again = door.raised(worry.says("whatWasSeen", "He looks for them now."));
        door.decide(again, Map.of("decision", "DECLINE", "reasonCode", "NO_CONCERN", "reason", said))
                .refusedWith(422, "invalid");
    }

    @Test
    void whoever_accepts_a_referral_protects_the_address_that_the_referrer_left_open() {
        var worry = Worry.aboutAFamily().livingAt("6 Turnstone Shelter", "BB11 3BT");
        var first = door.accept(door.raised(worry));
        var again = door.raised(worry.says("whatWasSeen", "He looks for them now."));
        assertThat(door.opened(again).path("familyId").asString()).isEqualTo(first.toString());

        door.decide(again, Map.of("decision", "ACCEPT", "reason", "To be helped.", "protectAddress", true))
                .is(200);

        var said = topics.announced(ReferralAcceptedV1.class, first.toString()).getLast();
        assertThat(said.addressProtected()).isTrue();
        assertThat(said.areaCode()).isNull();
        var screener = Tokens.staff(door.screener());
        var family = door.get(screener, "/families/" + first).is(200);
        assertThat(family.json().path("addressProtected").asBoolean()).isTrue();
        assertThat(family.body()).doesNotContainIgnoringCase("turnstone");
        assertThat(door.get(screener, "/families/" + first + "/timeline")
                        .is(200)
                        .body())
                .contains("ADDRESS_PROTECTED");
    }
}
