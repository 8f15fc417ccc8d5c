package org.kith.referral.families.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kith.contracts.referral.FamilyAddressProtectedV1;
import org.kith.contracts.referral.FamilyJoinedV1;
import org.kith.contracts.referral.ReferralAcceptedV1;
import org.kith.contracts.specialist.SpecialistAssignedV1;
import org.kith.platform.security.Involvements;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.referral.FrontDoor;
import org.kith.referral.Worry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;

@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class FamilyControllerTest {

    /** Written in so many ways that any of them would be noticed. */
    private static final String CANARY_LINE = "77 Canary Hideaway";

    private static final String CANARY_POSTCODE = "BB11 3BT";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    @Autowired
    private Topics topics;

    @Autowired
    private JdbcTemplate jdbc;

    private FrontDoor door;

    @BeforeEach
    void open() {
        door = new FrontDoor(mvc, roles);
    }

    @Test
    void a_family_is_shown_as_a_whole_to_those_who_work_with_it() {
        var worry = Worry.aboutAFamily();
        var family = door.accept(door.raised(worry));
        roles.teamHolds("T07", family, Instant.now());
        var worker = Tokens.staff(roles.worker(Role.SOCIAL_WORKER, "T07"));
        var stranger = Tokens.staff(roles.worker(Role.SOCIAL_WORKER, "T08"));

        var seen = door.get(worker, "/families/" + family).is(200).json();

        assertThat(seen.path("title").asString()).isEqualTo(worry.familyName + " family");
        assertThat(seen.path("people")).hasSize(2);
        assertThat(seen.path("people").get(0).path("childNumber").asString()).matches("[A-Z0-9]{1,20}");
        assertThat(seen.path("address").path("postcode").asString()).isEqualTo("BB11 3BT");
        assertThat(seen.path("referrals")).hasSize(1);
        var absent = door.get(stranger, "/families/" + UUID.randomUUID()).refusedWith(404, "not-found");
        assertThat(door.get(stranger, "/families/" + family)
                        .refusedWith(404, "not-found")
                        .body())
                .isEqualTo(absent.body());
        door.get(stranger, "/families/" + family + "/timeline").refusedWith(404, "not-found");
    }

    @Test
    void titles_are_given_for_the_families_one_may_see() {
        var worry = Worry.aboutAFamily();
        var family = door.accept(door.raised(worry));
        var ids = Map.of("familyIds", List.of(family, UUID.randomUUID()));

        var mine = door.post(Tokens.staff(door.screener()), "/families/titles", ids)
                .is(200)
                .json();
        var theirs = door.post(Tokens.staff(roles.worker(Role.SOCIAL_WORKER, "T09")), "/families/titles", ids)
                .is(200)
                .json();

        assertThat(mine.path(family.toString()).asString()).isEqualTo(worry.familyName + " family");
        assertThat(mine.size()).isEqualTo(1);
        assertThat(theirs.isEmpty()).isTrue();
    }

    @Test
    void all_that_is_missing_to_join_two_families_is_said_at_once() {
        var survivor = door.accept(door.raised(Worry.aboutAFamily()));

        var said = door.post(Tokens.staff(door.screener()), "/families/" + survivor + "/join", Map.of())
                .is(422)
                .json();

        assertThat(said.path("errors").findValuesAsString("field")).containsExactly("absorbedFamilyId", "reason");
    }

    @Test
    void two_families_become_one_on_both_streams_and_look_ups_find_the_survivor() {
        var survivor = door.accept(door.raised(Worry.aboutAFamily()));
        var absorbed = door.accept(door.raised(Worry.aboutAFamily()));
        var body = Map.of("absorbedFamilyId", absorbed, "reason", "The same mother under two names.");

        door.post(Tokens.staff(door.screener()), "/families/" + survivor + "/join", body)
                .is(200);

        var onAbsorbed =
                topics.announced(FamilyJoinedV1.class, absorbed.toString()).getFirst();
        var onSurvivor =
                topics.announced(FamilyJoinedV1.class, survivor.toString()).getFirst();
        assertThat(onAbsorbed.absorbedLastSequence()).isEqualTo(3).isEqualTo(onSurvivor.absorbedLastSequence());
        var seen = door.get(Tokens.staff(door.screener()), "/families/" + absorbed)
                .is(200)
                .json();
        assertThat(seen.path("familyId").asString()).isEqualTo(survivor.toString());
        assertThat(seen.path("people")).hasSize(4);
        assertThat(seen.path("referrals")).hasSize(2);
        door.post(Tokens.staff(door.screener()), "/families/" + survivor + "/join", body)
                .refusedWith(409, "family-already-joined");
        door.post(
                        Tokens.staff(door.screener()),
                        "/families/" + survivor + "/join",
                        Map.of("absorbedFamilyId", survivor, "reason", "x"))
                .refusedWith(409, "same-family");
        door.post(Tokens.staff(roles.worker(Role.TEAM_MANAGER, "T07")), "/families/" + survivor + "/join", body)
                .is(403);
    }

    @Test
    void a_child_known_in_both_families_is_named_when_they_are_joined() {
        var worry = Worry.aboutAFamily();
        var survivor = door.accept(door.raised(worry));
        var again = door.raised(worry);
        var nobody = Map.of("notKnownBefore", true);
        door.post(Tokens.staff(door.screener()), "/screening/" + again + "/family", nobody)
                .is(200);
        var absorbed = door.accept(again);
        var known = topics.announced(ReferralAcceptedV1.class, survivor.toString())
                .getFirst()
                .childIds();
        var twice = topics.announced(ReferralAcceptedV1.class, absorbed.toString())
                .getFirst()
                .childIds();
        assertThat(twice).doesNotContainAnyElementsOf(known);

        door.post(
                        Tokens.staff(door.screener()),
                        "/families/" + survivor + "/join",
                        Map.of("absorbedFamilyId", absorbed, "reason", "The same child."))
                .is(200);

        for (var stream : List.of(survivor, absorbed)) {
            assertThat(topics.announced(FamilyJoinedV1.class, stream.toString())
                            .getFirst()
                            .sameChildren())
                    .isEqualTo(Map.of(twice.getFirst(), known.getFirst()));
        }
    }

    @Test
    void a_referral_that_was_waiting_under_an_absorbed_family_is_accepted_into_the_survivor() {
        var survivor = door.accept(door.raised(Worry.aboutAFamily()));
        var waiting = door.raised(Worry.aboutAFamily());
        var provisional =
                UUID.fromString(door.opened(waiting).path("provisionalFamilyId").asString());
        door.post(
                        Tokens.staff(door.screener()),
                        "/families/" + survivor + "/join",
                        Map.of("absorbedFamilyId", provisional, "reason", "Known."))
                .is(200);

        assertThat(door.accept(waiting)).isEqualTo(survivor);
    }

    private Worry canary() {
        return Worry.aboutAFamily()
                .livingAt(CANARY_LINE, CANARY_POSTCODE)
                .says("whatWasSeen", "She fled to 77 canary hideaway, bb113bt, last night.")
                .says(
                        "mustNotKnow",
                        List.of(Map.of("name", "Max Example-Fox", "why", "He looks for 77 Canary Hideaway.")))
                .says("safeContact", "Ring 07700 900123 before noon; do not write to 77 Canary Hideaway");
    }

    @Test
    void a_protected_address_is_nowhere_but_behind_the_reveal_door(CapturedOutput output) {
        var answer = door.raise(canary()).is(201);
        var referral = door.idOf(answer.json().path("reference").asString());
        var file = door.get(Tokens.staff(door.screener()), "/screening/" + referral)
                .is(200);
        var family = door.accept(referral);
        var worker = Tokens.staff(door.screener());
        var bad = door.raise(canary().says("worries", List.of("nope"))).is(422);
        var reused = door.raise(Tokens.agency("POLICE"), "x".repeat(201), canary().json())
                .is(422);

        var everything = String.join(
                "\n",
                answer.body(),
                file.body(),
                bad.body(),
                reused.body(),
                door.get(worker, "/screening?limit=200").body(),
                door.get(worker, "/families/" + family).is(200).body(),
                door.get(worker, "/families/" + family + "/timeline").is(200).body(),
                door.get(
                                Tokens.publicIntake(),
                                "/receipts/"
                                        + answer.json().path("receiptToken").asString())
                        .body(),
                String.join(
                        "\n",
                        jdbc.queryForList(
                                "select payload::text from event_journal where key = ?",
                                String.class,
                                family.toString())),
                clear("address"),
                clear("vault"),
                clear("referral"),
                clear("must_not_know"),
                clear("safe_contact"),
                clear("person"),
                clear("timeline_entry"),
                clear("waiting_item"));

        assertThat(everything).doesNotContainIgnoringCase("canary", "hideaway");
        assertThat(output.getAll()).doesNotContainIgnoringCase("canary", "hideaway");
        assertThat(file.json().path("whatWasSeen").asString())
                .contains("[protected address]")
                .doesNotContain("bb113bt");
        assertThat(file.json().path("address").path("isProtected").asBoolean()).isTrue();
        var fact = topics.announced(ReferralAcceptedV1.class, family.toString()).getFirst();
        assertThat(fact.addressProtected()).isTrue();
        assertThat(fact.areaCode()).isNull();
        assertThat(fact.districtCode()).isEqualTo("E07000117");
        var revealed = door.post(worker, "/families/" + family + "/address/reveal", Map.of("reason", "Visit today"))
                .is(200);
        assertThat(revealed.body()).contains(CANARY_LINE, CANARY_POSTCODE, "She fled to 77 canary hideaway");
    }

    private String clear(String table) {
        var rows = new ArrayList<String>();
        roles.inLancashire(() -> rows.addAll(
                jdbc.query("select t::text from " + table + " t", (row, n) -> String.valueOf(row.getString(1)))));
        return String.join("\n", rows);
    }

    @Test
    void only_a_reason_and_the_right_open_a_protected_address() {
        var family = door.accept(door.raised(canary()));
        var path = "/families/" + family + "/address/reveal";
        roles.teamHolds("T07", family, Instant.now());
        var perpetratorsWorker = roles.worker(Role.SPECIALIST, "T07");
        roles.involve(
                perpetratorsWorker, family, Involvements.As.SPECIALIST, "DOMESTIC_ABUSE_PERPETRATOR", Instant.now());

        door.post(Tokens.staff(door.screener()), path, Map.of()).is(422);
        door.post(Tokens.staff(perpetratorsWorker), path, Map.of("reason", "I ask"))
                .refusedWith(404, "not-found");
        door.post(Tokens.staff(roles.worker(Role.SOCIAL_WORKER, "T08")), path, Map.of("reason", "I ask"))
                .refusedWith(404, "not-found");
        var open = door.accept(door.raised(Worry.aboutAFamily()));
        door.post(Tokens.staff(door.screener()), "/families/" + open + "/address/reveal", Map.of("reason", "I ask"))
                .refusedWith(409, "address-not-protected");
    }

    @Test
    void whoever_works_with_the_perpetrator_reads_neither_what_leads_to_the_survivor_nor_her_workers_road() {
        var family = door.accept(door.raised(canary().childSays(0, "school", "Example Hill School")));
        var worker = roles.worker(Role.SPECIALIST, "T07");
        roles.involve(worker, family, Involvements.As.SPECIALIST, "DOMESTIC_ABUSE_PERPETRATOR", Instant.now());
        topics.tell(
                "specialist",
                new SpecialistAssignedV1(
                        UUID.randomUUID(), family, "DOMESTIC_ABUSE_SURVIVOR", UUID.randomUUID(), "T07", Instant.now()));

        var seen = door.get(Tokens.staff(worker), "/families/" + family).is(200);
        var road = door.get(Tokens.staff(worker), "/families/" + family + "/timeline")
                .is(200);

        assertThat(seen.body())
                .doesNotContain("07700 900123", "Example Hill School")
                .contains("Max Example-Fox");
        assertThat(road.body()).doesNotContain("SURVIVOR");
        assertThat(road.json().path("total").asInt())
                .isEqualTo(road.json().path("items").size());
        assertThat(door.get(Tokens.staff(door.screener()), "/families/" + family + "/timeline")
                        .body())
                .contains("SURVIVOR");
    }

    @Test
    void a_safe_way_to_make_contact_by_itself_protects_the_family() {
        var family = door.accept(door.raised(Worry.aboutAFamily()
                .livingAt(CANARY_LINE, CANARY_POSTCODE)
                .says("safeContact", "Through the Zugunruhe cafe")));

        var seen =
                door.get(Tokens.staff(door.screener()), "/families/" + family).is(200);

        assertThat(seen.json().path("addressProtected").asBoolean()).isTrue();
        assertThat(seen.json().path("safeContact").asString()).isEqualTo("Through the Zugunruhe cafe");
        assertThat(seen.body()).doesNotContainIgnoringCase("canary", "hideaway");
        assertThat(clear("address")).doesNotContainIgnoringCase("canary", "hideaway");
        assertThat(topics.announced(ReferralAcceptedV1.class, family.toString())
                        .getFirst()
                        .addressProtected())
                .isTrue();
    }

    @Test
    void what_leads_to_a_survivor_is_read_only_by_who_may_open_her_address() {
        var referral = door.raised(canary().childSays(0, "school", "Sanderling Primary")
                .adultSays(0, "telephone", "01632 960777")
                .says("mustNotKnow", List.of(Map.of("name", "Max Example-Fox", "why", "He once broke a Turnstone")))
                .says("safeContact", "Through the Zugunruhe cafe"));
        var family = door.accept(referral);
        roles.teamHolds("T07", family, Instant.now());
        var hers = roles.worker(Role.SOCIAL_WORKER, "T07");
        var his = roles.worker(Role.SPECIALIST, "T07");
        roles.involve(his, family, Involvements.As.SPECIALIST, "DOMESTIC_ABUSE_PERPETRATOR", Instant.now());
        // holds every role that sees much, and has worked with him
        var both = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);
        roles.involve(both, family, Involvements.As.SPECIALIST, "DOMESTIC_ABUSE_PERPETRATOR", Instant.now());

        assertThat(door.get(Tokens.staff(hers), "/families/" + family).is(200).body())
                .contains("Zugunruhe", "Sanderling", "960777", "Turnstone");
        var practice = roles.worker(Role.PRACTICE_LEAD, Roles.COUNTY);
        var others = List.of(
                Tokens.staff(practice),
                Tokens.staff(his),
                Tokens.staff(both),
                Tokens.staff(roles.worker(Role.ALLOCATION_DUTY, Roles.COUNTY)),
                Tokens.staff(roles.worker(Role.SOCIAL_WORKER, "T08")),
                Tokens.staff(roles.worker(Role.TEAM_MANAGER, "T08")),
                Tokens.agency("POLICE"),
                Tokens.publicIntake(),
                Tokens.operator(),
                Tokens.analyst());
        for (var who : others) {
            for (var path : List.of(
                    "/families/" + family,
                    "/families/" + family + "/timeline",
                    "/screening/" + referral,
                    "/screening?limit=200",
                    "/audit/families/" + family)) {
                assertThat(door.get(who, path).body())
                        .as(path)
                        .doesNotContainIgnoringCase("Zugunruhe", "Sanderling", "960777", "Turnstone", "canary");
            }
        }
        assertThat(door.get(Tokens.staff(practice), "/screening/" + referral)
                        .is(200)
                        .json()
                        .path("referrer")
                        .path("telephone")
                        .isNull())
                .isTrue();
    }

    @Test
    void who_worked_with_him_does_not_get_round_her_family_by_way_of_a_referral_that_waits() {
        var hidden = canary();
        var family = door.accept(door.raised(hidden));
        var both = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);
        roles.involve(both, family, Involvements.As.SPECIALIST, "DOMESTIC_ABUSE_PERPETRATOR", Instant.now());
        var again = door.raised(hidden.says("safeContact", "Through the Zugunruhe cafe"));
        var provisional = door.opened(again).path("provisionalFamilyId").asString();

        assertThat(provisional).isNotEqualTo(family.toString());
        assertThat(door.get(Tokens.staff(both), "/families/" + provisional)
                        .is(200)
                        .body())
                .doesNotContain("Zugunruhe");
        door.post(
                        Tokens.staff(both),
                        "/families/" + provisional + "/address/reveal",
                        Map.of("reason", "I would like to know"))
                .refusedWith(404, "not-found");
    }

    @Test
    void words_said_before_protection_came_are_shown_without_the_address() {
        var early = Worry.aboutAFamily()
                .livingAt("88 Lapwing Shelter", CANARY_POSTCODE)
                .childSays(0, "school", "The school behind 88 lapwing shelter")
                .says("whatWasSeen", "Seen alone in front of 88 Lapwing Shelter.");
        var first = door.raised(early);
        door.decide(first, Map.of("decision", "ACCEPT", "reason", "Go to 88 lapwing shelter soon."))
                .is(200);
        var second = door.raised(early.childSays(0, "school", null)
                .says("whatWasSeen", "Now he looks for them.")
                .says("familyKnows", "UNSAFE_TO_TELL"));
        // the newest names the place of the family it is matched to, and none of its own
        var third = door.raised(early.says("address", Map.of("unknown", true))
                .says("familyKnows", null)
                .says("whatWasSeen", "Somebody waits in 88 LAPWING SHELTER at night."));

        var screener = Tokens.staff(door.screener());
        var family = door.opened(third).path("familyId").asString();
        for (var path :
                List.of("/screening/" + first, "/screening/" + second, "/screening/" + third, "/families/" + family)) {
            assertThat(door.get(screener, path).is(200).body())
                    .as(path)
                    .doesNotContainIgnoringCase("lapwing", "shelter");
        }
        assertThat(door.opened(first).path("whatWasSeen").asString()).contains("[protected address]");
        assertThat(door.opened(first).path("decision").path("reason").asString())
                .contains("[protected address]");
        assertThat(door.opened(third).path("whatWasSeen").asString()).contains("[protected address]");
    }

    @Test
    void a_reason_that_names_a_protected_address_is_kept_without_it() {
        var family = door.accept(door.raised(canary()));
        var other = door.accept(door.raised(Worry.aboutAFamily()));
        var screener = Tokens.staff(door.screener());
        door.post(screener, "/families/" + family + "/address/reveal", Map.of("reason", "I go to 77 canary hideaway"))
                .is(200);
        door.post(
                        screener,
                        "/families/" + other + "/join",
                        Map.of("absorbedFamilyId", family, "reason", "Both live at 77 Canary Hideaway."))
                .is(200);

        var looks = door.get(
                        Tokens.staff(roles.worker(Role.PRACTICE_LEAD, Roles.COUNTY)),
                        "/audit/families/" + other + "?limit=200")
                .is(200);

        assertThat(looks.body())
                .contains("I go to [protected address]", "Both live at [protected address].")
                .doesNotContainIgnoringCase("canary");
        assertThat(clear("address_reveal") + clear("family")).doesNotContainIgnoringCase("canary");
    }

    @Test
    void protection_is_kept_when_families_are_matched_joined_and_referred_again() {
        var hidden = canary();
        var protectedFamily = door.accept(door.raised(hidden));
        var open = door.accept(door.raised(Worry.aboutAFamily().livingAt("5 Example Open Road", "BB11 3BT")));

        var again = door.raised(
                hidden.says("mustNotKnow", List.of()).says("safeContact", null).says("whatWasSeen", "Seen again."));
        var file = door.opened(again);
        door.post(
                        Tokens.staff(door.screener()),
                        "/families/" + open + "/join",
                        Map.of("absorbedFamilyId", protectedFamily, "reason", "One family."))
                .is(200);

        assertThat(file.path("address").path("isProtected").asBoolean()).isTrue();
        var seen = door.get(Tokens.staff(door.screener()), "/families/" + open).is(200);
        assertThat(seen.json().path("addressProtected").asBoolean()).isTrue();
        assertThat(seen.body()).doesNotContainIgnoringCase("canary", "Example Open Road");
        assertThat(topics.announced(FamilyAddressProtectedV1.class, open.toString()))
                .as("whoever keeps an area of the family that goes on forgets it")
                .hasSize(1);
        assertThat(door.get(Tokens.staff(door.screener()), "/families/" + open + "/timeline")
                        .is(200)
                        .body()
                        .split("ADDRESS_PROTECTED", -1))
                .hasSize(2);
        assertThat(clear("address")).doesNotContain("Example Open Road", "Canary");
        var next = door.accept(again);
        assertThat(next).isEqualTo(open);
        assertThat(topics.announced(ReferralAcceptedV1.class, open.toString(), 2)
                        .getLast()
                        .areaCode())
                .isNull();
    }

    @Test
    void a_family_without_protection_is_never_found_through_a_protected_address() {
        door.raised(Worry.aboutAFamily()
                .livingAt("6 Example Shared Road", "BB11 3BT")
                .says("familyKnows", "UNSAFE_TO_TELL"));

        var neighbour = door.opened(door.raised(Worry.aboutAFamily().livingAt("6 Example Shared Road", "BB11 3BT")));

        assertThat(neighbour.path("candidates")).isEmpty();
        assertThat(neighbour.path("matchedBy").asString()).isEqualTo("NOBODY");
    }

    @Test
    void a_known_familys_address_is_protected_when_somebody_learns_that_it_must_be() {
        var family = door.accept(door.raised(Worry.aboutAFamily().livingAt("5 Turnstone Shelter", CANARY_POSTCODE)));
        roles.teamHolds("T07", family, Instant.now());
        var worker = Tokens.staff(roles.worker(Role.SOCIAL_WORKER, "T07"));
        var perpetratorsWorker = roles.worker(Role.SPECIALIST, "T07");
        roles.involve(
                perpetratorsWorker, family, Involvements.As.SPECIALIST, "DOMESTIC_ABUSE_PERPETRATOR", Instant.now());
        var path = "/families/" + family + "/address/protect";
        var open = door.get(worker, "/families/" + family).is(200);
        assertThat(open.body()).contains("Turnstone");
        assertThat(open.json().path("address").path("mayBeProtected").asBoolean())
                .isTrue();
        assertThat(door.get(Tokens.staff(perpetratorsWorker), "/families/" + family)
                        .is(200)
                        .json()
                        .path("address")
                        .path("mayBeProtected")
                        .asBoolean())
                .isFalse();

        door.post(worker, path, Map.of()).refusedWith(422, "invalid");
        door.post(Tokens.staff(perpetratorsWorker), path, Map.of("reason", "I ask"))
                .refusedWith(404, "not-found");
        door.post(worker, path, Map.of("reason", "He was seen in front of 5 turnstone shelter"))
                .is(200);
        door.post(worker, path, Map.of("reason", "Pressed twice")).is(200);

        var seen = door.get(worker, "/families/" + family).is(200);
        assertThat(seen.json().path("addressProtected").asBoolean()).isTrue();
        assertThat(seen.body()).doesNotContainIgnoringCase("turnstone");
        assertThat(topics.announced(FamilyAddressProtectedV1.class, family.toString()))
                .hasSize(1);
        assertThat(clear("address")).doesNotContainIgnoringCase("turnstone");
        assertThat(clear("match_key")).doesNotContain(CANARY_POSTCODE.replace(" ", ""));
        var road = door.get(worker, "/families/" + family + "/timeline").is(200);
        assertThat(road.body().split("ADDRESS_PROTECTED", -1)).hasSize(2);
        var looks = door.get(
                        Tokens.staff(roles.worker(Role.PRACTICE_LEAD, Roles.COUNTY)),
                        "/audit/families/" + family + "?limit=200")
                .is(200);
        assertThat(looks.body())
                .contains("address.protected", "He was seen in front of [protected address]")
                .doesNotContainIgnoringCase("turnstone");
        assertThat(door.post(worker, "/families/" + family + "/address/reveal", Map.of("reason", "A visit"))
                        .is(200)
                        .body())
                .contains("5 Turnstone Shelter");
    }

    @Test
    void whoever_may_open_a_protected_address_is_told_where_it_stands_in_their_words_and_nobody_else() {
        var family = door.accept(door.raised(canary()));
        roles.teamHolds("T07", family, Instant.now());
        var worker = Tokens.staff(roles.worker(Role.SOCIAL_WORKER, "T07"));
        var perpetratorsWorker = roles.worker(Role.SPECIALIST, "T07");
        roles.involve(
                perpetratorsWorker, family, Involvements.As.SPECIALIST, "DOMESTIC_ABUSE_PERPETRATOR", Instant.now());
        var path = "/families/" + family + "/address/found-in";
        var words = Map.of(
                "words",
                Map.of(
                        "note",
                        "Met at 77 canary-hideaway today",
                        "text",
                        "Nothing of it",
                        "reason",
                        "In bb113bt",
                        "plan",
                        "In BBl1-3BT",
                        "ending",
                        "No. 77, C\u0430nary Hideaway Cl."));

        var told = door.post(worker, path, words).is(200);
        var guessed = door.post(Tokens.staff(perpetratorsWorker), path, words).is(200);
        door.post(Tokens.staff(roles.worker(Role.SOCIAL_WORKER, "T08")), path, words)
                .refusedWith(404, "not-found");
        var nothing = door.post(worker, path, Map.of()).is(200);

        assertThat(told.json().path("fields").valueStream().map(field -> field.asString()))
                .containsExactly("ending", "note", "plan", "reason");
        assertThat(guessed.json().path("fields")).isEmpty();
        assertThat(nothing.json().path("fields")).isEmpty();
        assertThat(told.body()).doesNotContainIgnoringCase("hideaway");
    }
}
