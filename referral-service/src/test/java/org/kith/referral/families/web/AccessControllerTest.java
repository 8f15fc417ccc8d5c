package org.kith.referral.families.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.contracts.referral.FamilyAccessChangedV1;
import org.kith.platform.security.Involvements.As;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.referral.FrontDoor;
import org.kith.referral.Worry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import tools.jackson.databind.JsonNode;

@ServiceTest
class AccessControllerTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    @Autowired
    private Topics topics;

    private FrontDoor door;
    private UUID leadId;
    private RequestPostProcessor lead;

    @BeforeEach
    void open() {
        door = new FrontDoor(mvc, roles);
        leadId = roles.worker(Role.PRACTICE_LEAD, Roles.COUNTY);
        lead = Tokens.staff(leadId);
    }

    @Test
    void a_restricted_family_is_seen_by_the_named_alone_and_the_lists_go_to_the_other_services_whole() {
        var family = aFamily();
        var named = roles.worker(Role.SOCIAL_WORKER, "T07");
        var colleague = roles.worker(Role.SOCIAL_WORKER, "T07");

        var seen = change(family, body(List.of(named), List.of(colleague), "A colleague's sister."))
                .is(200)
                .json();

        assertThat(ids(seen.path("onlyThese"))).containsExactly(named.toString());
        assertThat(ids(seen.path("never"))).containsExactly(colleague.toString());
        assertThat(seen.path("reason").asString()).isEqualTo("A colleague's sister.");
        assertThat(seen.path("decidedBy").asString()).isEqualTo(leadId.toString());
        assertThat(Instant.parse(seen.path("lookAgainBy").asString()))
                .isEqualTo(Instant.parse(seen.path("decidedAt").asString()).plusSeconds(90L * 24 * 3600));
        door.get(Tokens.staff(named), "/families/" + family).is(200);
        door.get(Tokens.staff(colleague), "/families/" + family).refusedWith(404, "not-found");
        door.get(Tokens.staff(door.screener()), "/families/" + family).refusedWith(404, "not-found");
        // who decides about the lists sees the lists, and not the family
        door.get(lead, "/families/" + family).refusedWith(404, "not-found");
        door.get(lead, "/families/" + family + "/access").is(200);
        var said =
                topics.announced(FamilyAccessChangedV1.class, family.toString()).getFirst();
        assertThat(said.onlyThese()).containsExactly(named);
        assertThat(said.never()).containsExactly(colleague);
        assertThat(door.get(Tokens.staff(named), "/families/" + family + "/timeline")
                        .is(200)
                        .body())
                .contains("Who may see this family was changed")
                .doesNotContain("sister");
    }

    @Test
    void lists_are_lifted_again_and_a_second_look_that_changes_nothing_is_kept_and_not_said() {
        var family = aFamily();
        var colleague = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);
        change(family, body(List.of(), List.of(colleague), "Her own family.")).is(200);
        var looked = body(List.of(), List.of(colleague), "Looked at again: still so.");
        looked.put("seenNever", List.of(colleague));

        assertThat(change(family, looked).is(200).json().path("reason").asString())
                .isEqualTo("Looked at again: still so.");
        var lifted = body(List.of(), List.of(), "She has left.");
        lifted.put("seenNever", List.of(colleague));
        var open = change(family, lifted).is(200).json();

        assertThat(open.path("restricted").asBoolean()).isFalse();
        assertThat(open.path("lookAgainBy").isNull()).isTrue();
        door.get(Tokens.staff(colleague), "/families/" + family).is(200);
        assertThat(topics.announced(FamilyAccessChangedV1.class, family.toString(), 2))
                .extracting(FamilyAccessChangedV1::never)
                .containsExactly(List.of(colleague), List.of());
    }

    @Test
    void two_who_decide_at_once_do_not_overwrite_each_other() {
        var family = aFamily();
        var colleague = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);
        change(family, body(List.of(), List.of(colleague), "Own family.")).is(200);

        change(family, body(List.of(), List.of(), "Never looked.")).refusedWith(409, "access-changed-meanwhile");

        door.get(Tokens.staff(colleague), "/families/" + family).refusedWith(404, "not-found");
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        var family = aFamily();
        var stranger = UUID.randomUUID();

        var refused =
                change(family, body(List.of(stranger), List.of(stranger), " ")).is(422);

        assertThat(refused.json().path("errors"))
                .extracting(error -> error.path("code").asString())
                .containsExactlyInAnyOrder("on-both-lists", "unknown-worker", "unknown-worker", "required");
    }

    @Test
    void practice_leads_alone_decide_and_one_who_is_kept_out_does_not() {
        var family = aFamily();
        var body = body(List.of(), List.of(leadId), "My own family.");

        for (var role : List.of(Role.SCREENING_WORKER, Role.TEAM_MANAGER, Role.ADMINISTRATOR)) {
            var other = Tokens.staff(roles.worker(role, role == Role.TEAM_MANAGER ? "T07" : Roles.COUNTY));
            door.get(other, "/families/" + family + "/access").refusedWith(404, "not-found");
            door.post(other, "/families/" + family + "/access", body).refusedWith(404, "not-found");
            door.get(other, "/families/restricted").is(403);
        }
        change(family, body).is(200);
        door.get(lead, "/families/" + family + "/access").refusedWith(404, "not-found");
        door.get(lead, "/families/" + UUID.randomUUID() + "/access").refusedWith(404, "not-found");
    }

    @Test
    void families_with_lists_are_listed_with_when_to_look_again_and_joined_ones_once() {
        var survivor = aFamily();
        var absorbed = aFamily();
        var named = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);
        change(absorbed, body(List.of(named, door.screener()), List.of(), "In the press."))
                .is(200);
        door.post(
                        Tokens.staff(door.screener()),
                        "/families/" + survivor + "/join",
                        Map.of("absorbedFamilyId", absorbed, "reason", "The same family."))
                .is(200);

        var listed =
                door.get(lead, "/families/restricted?limit=200").is(200).json().path("items");

        var found = listed.valueStream()
                .filter(one -> one.path("familyId").asString().equals(survivor.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(listed.valueStream().map(one -> one.path("familyId").asString()))
                .doesNotContain(absorbed.toString());
        assertThat(found.path("named").asInt()).isEqualTo(2);
        assertThat(found.path("kept").asInt()).isZero();
        assertThat(found.path("lookAgainBy").asString()).isNotEmpty();
        assertThat(door.get(lead, "/families/" + absorbed + "/access")
                        .is(200)
                        .json()
                        .path("reason")
                        .asString())
                .isEqualTo("In the press.");
    }

    @Test
    void who_works_with_the_family_now_is_offered() {
        var family = aFamily();
        var specialist = roles.worker(Role.SPECIALIST, "T07");
        roles.involve(specialist, family, As.SPECIALIST, "MENTAL_HEALTH", Instant.now());

        assertThat(ids(door.get(lead, "/families/" + family + "/access")
                        .is(200)
                        .json()
                        .path("worksWithIt")))
                .containsExactly(specialist.toString());
    }

    private UUID aFamily() {
        var family = door.accept(door.raised(Worry.aboutAFamily()));
        roles.teamHolds("T07", family, Instant.now());
        return family;
    }

    private FrontDoor.Answer change(UUID family, Map<String, ?> body) {
        return door.post(lead, "/families/" + family + "/access", body);
    }

    private static Map<String, Object> body(List<UUID> onlyThese, List<UUID> never, String reason) {
        return new HashMap<>(Map.of("onlyThese", onlyThese, "never", never, "reason", reason));
    }

    private static List<String> ids(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
