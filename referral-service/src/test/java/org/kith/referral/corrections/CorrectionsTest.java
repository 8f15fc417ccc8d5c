package org.kith.referral.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.platform.security.Involvements;
import org.kith.platform.security.Role;
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
class CorrectionsTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    private FrontDoor door;
    private RequestPostProcessor screener;

    @BeforeEach
    void open() {
        door = new FrontDoor(mvc, roles);
        screener = Tokens.staff(door.screener());
    }

    private UUID person(UUID family, String kind) {
        return UUID.fromString(door.get(screener, "/families/" + family)
                .is(200)
                .json()
                .path("people")
                .valueStream()
                .filter(person -> person.path("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow()
                .path("personId")
                .asString());
    }

    private FrontDoor.Answer correct(
            RequestPostProcessor who, UUID family, UUID person, long version, Map<String, ?> values) {
        return door.post(
                who,
                "/families/" + family + "/people/" + person + "/corrections",
                Map.of("version", version, "values", values));
    }

    private JsonNode seen(UUID family, UUID person) {
        return door.get(screener, "/families/" + family + "/people/" + person)
                .is(200)
                .json();
    }

    @Test
    void a_correction_adds_and_takes_nothing_out() {
        var family = door.accept(door.raised(Worry.aboutAFamily()));
        var child = person(family, "CHILD");

        correct(screener, family, child, 1, Map.of("givenName", "Robyn", "school", "Example Hill School"))
                .is(200);
        correct(screener, family, child, 2, Map.of("givenName", "Robyn", "dateOfBirth", "2016-01-02"))
                .is(200);

        var file = seen(family, child);
        assertThat(file.path("version").asInt()).isEqualTo(3);
        assertThat(file.path("values").path("givenName").asString()).isEqualTo("Robyn");
        assertThat(file.path("changes")).hasSize(3);
        assertThat(file.path("changes")
                        .valueStream()
                        .map(change -> change.path("field").asString() + " "
                                + change.path("was").asString("")))
                .contains("givenName Robin", "school ");
        assertThat(door.get(screener, "/families/" + family).body()).contains("Robyn", "Example Hill School");
        assertThat(door.get(screener, "/families/" + family + "/timeline").body())
                .contains("What is known of a person was corrected");
    }

    @Test
    void two_who_correct_different_fields_are_merged_and_the_same_field_gives_both_values_back() {
        var family = door.accept(door.raised(Worry.aboutAFamily()));
        var child = person(family, "CHILD");
        var familyName = seen(family, child).path("values").path("familyName").asString();
        var colleague = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);

        correct(Tokens.staff(colleague), family, child, 1, Map.of("givenName", "Robyn", "familyName", familyName))
                .is(200);
        var merged = correct(screener, family, child, 1, Map.of("givenName", "Robin", "familyName", "Example-Heron"))
                .is(200)
                .json();
        var clash = correct(screener, family, child, 1, Map.of("givenName", "Robert"))
                .refusedWith(409, "changed-meanwhile");
        var same = correct(screener, family, child, 1, Map.of("givenName", "Robyn"))
                .is(200)
                .json();

        assertThat(merged.path("values").path("givenName").asString()).isEqualTo("Robyn");
        assertThat(merged.path("values").path("familyName").asString()).isEqualTo("Example-Heron");
        var both = clash.json().path("clashes").get(0);
        assertThat(both.path("before").asString()).isEqualTo("Robin");
        assertThat(both.path("theirs").asString()).isEqualTo("Robyn");
        assertThat(both.path("yours").asString()).isEqualTo("Robert");
        assertThat(both.path("by").asString()).isEqualTo(colleague.toString());
        assertThat(clash.json().path("version").asInt()).isEqualTo(3);
        assertThat(same.path("version").asInt()).isEqualTo(3);
    }

    @Test
    void a_person_is_found_by_the_name_they_had_and_by_the_one_they_have() {
        var worry = Worry.aboutAFamily();
        var family = door.accept(door.raised(worry));
        var child = person(family, "CHILD");

        correct(screener, family, child, 1, Map.of("familyName", "Example-Quillweaver"))
                .is(200);

        for (var name : List.of("Robin Quillweaver", "Robin " + worry.familyName)) {
            assertThat(door.post(screener, "/search", Map.of("text", name))
                            .is(200)
                            .body())
                    .as(name)
                    .contains(family.toString());
        }
    }

    @Test
    void what_cannot_be_is_said_by_field_and_nothing_is_done() {
        var family = door.accept(door.raised(Worry.aboutAFamily()));
        var child = person(family, "CHILD");

        var no = correct(
                        screener,
                        family,
                        child,
                        1,
                        Map.of(
                                "givenName",
                                " ",
                                "familyName",
                                "o".repeat(10_000),
                                "dateOfBirth",
                                "2999-01-01",
                                "telephone",
                                "01632 960123"))
                .refusedWith(422, "invalid");

        assertThat(no.json().path("errors")).hasSize(4);
        assertThat(seen(family, child).path("version").asInt()).isEqualTo(1);
    }

    @Test
    void only_those_who_work_with_the_family_correct_and_what_leads_to_a_protected_place_stays_hidden() {
        var family = door.accept(door.raised(Worry.aboutAFamily()
                .childSays(0, "school", "Example Dunnock School")
                .says("mustNotKnow", List.of(Map.of("name", "Max Example-Fox")))));
        var child = person(family, "CHILD");
        var other = person(door.accept(door.raised(Worry.aboutAFamily())), "CHILD");
        roles.teamHolds("T41", family, Instant.now());
        var worker = roles.worker(Role.SPECIALIST, "T41");
        roles.involve(worker, family, Involvements.As.SPECIALIST, "DOMESTIC_ABUSE_PERPETRATOR", Instant.now());
        String path = "/families/" + family + "/people/";

        var hidden = door.get(Tokens.staff(worker), path + child).is(200);
        assertThat(correct(Tokens.staff(worker), family, child, 1, Map.of("school", "Another School"))
                        .is(422)
                        .body())
                .contains("\"field\":\"school\"", "not-shown");

        assertThat(hidden.body()).doesNotContain("Dunnock").contains("school");
        assertThat(seen(family, child).path("values").path("school").asString()).isEqualTo("Example Dunnock School");
        var survivors = roles.worker(Role.SPECIALIST, "T41");
        roles.involve(survivors, family, Involvements.As.SPECIALIST, "DOMESTIC_ABUSE_SURVIVOR", Instant.now());
        correct(Tokens.staff(survivors), family, child, 1, Map.of("givenName", "Robyn"))
                .is(200);
        for (var shown : List.of(path + child, "/families/" + family + "/timeline")) {
            assertThat(door.get(screener, shown).is(200).body()).contains(survivors.toString());
            assertThat(door.get(Tokens.staff(worker), shown).is(200).body())
                    .as("nobody tells the perpetrator's worker who works with the survivor")
                    .doesNotContain(survivors.toString());
        }
        door.get(Tokens.staff(roles.worker(Role.SOCIAL_WORKER, "T42")), path + child)
                .refusedWith(404, "not-found");
        door.get(Tokens.staff(roles.worker(Role.PRACTICE_LEAD, Roles.COUNTY)), path + child)
                .refusedWith(404, "not-found");
        door.get(screener, path + other).refusedWith(404, "not-found");
        door.get(Tokens.staff(roles.worker(Role.SOCIAL_WORKER, "T41")), path + child)
                .is(200);
    }
}
