package org.kith.specialist.chapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kith.platform.security.Involvements;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.messaging.Topics;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.specialist.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class ChaptersTest {

    private static final String SURVIVORS_WORDS = "She keeps a bag at her aunt's, canary-survivor-7391.";
    private static final String PERPETRATORS_WORDS = "He says he will come to the group, canary-perpetrator-2207.";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Topics topics;

    @Autowired
    private Roles roles;

    @Autowired
    private JdbcTemplate jdbc;

    private World world;
    private String team;

    @BeforeEach
    void begin() {
        world = new World(mvc, topics, roles);
        team = World.newTeam();
    }

    @AfterEach
    void clear() throws Exception {
        world.clear();
    }

    @Test
    void neither_worker_reads_the_other_sides_chapter() throws Exception {
        var survivors = world.practitioner("DOMESTIC_ABUSE_SURVIVOR", team, 5);
        var perpetrators = world.practitioner("DOMESTIC_ABUSE_PERPETRATOR", team, 5);
        var recovery = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        var family = familyWithBothChapters(survivors, perpetrators);

        var forSurvivors = world.read("/families/" + family, Tokens.staff(survivors));
        var forPerpetrators = world.read("/families/" + family, Tokens.staff(perpetrators));
        var forRecovery = world.read("/families/" + family, Tokens.staff(recovery));
        var forManager = world.family(family, team);

        assertThat(forSurvivors.toString())
                .contains("canary-survivor-7391")
                .doesNotContain("canary-perpetrator-2207", perpetrators.toString(), "DOMESTIC_ABUSE_PERPETRATOR");
        assertThat(forPerpetrators.toString())
                .contains("canary-perpetrator-2207")
                .doesNotContain("canary-survivor-7391", survivors.toString(), "DOMESTIC_ABUSE_SURVIVOR");
        assertThat(forSurvivors.path("withheld").asString()).contains("not shown to you");
        assertThat(forPerpetrators.path("total").asInt()).isEqualTo(1);
        assertThat(texts(forRecovery)).containsExactlyInAnyOrder(SURVIVORS_WORDS, PERPETRATORS_WORDS);
        assertThat(texts(forManager)).containsExactlyInAnyOrder(SURVIVORS_WORDS, PERPETRATORS_WORDS);
        assertThat(forManager.path("withheld").isNull()).isTrue();
        assertThat(forManager.path("practitioners")).hasSize(3);
    }

    @Test
    void words_that_may_say_where_the_survivor_is_reach_the_perpetrators_worker_only_when_their_writer_opens_them()
            throws Exception {
        var survivors = world.practitioner("DOMESTIC_ABUSE_SURVIVOR", team, 5);
        var perpetrators = world.practitioner("DOMESTIC_ABUSE_PERPETRATOR", team, 5);
        var recovery = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        var family = familyWithBothChapters(survivors, perpetrators);
        var door = "/requests/" + world.requestId(family, team, "SUBSTANCE_MISUSE");
        assertThat(World.answerOf(world.post(door + "/accept", Tokens.staff(recovery), "{}")))
                .isEqualTo("204");
        var before = world.read(door, Tokens.staff(recovery));
        assertThat(List.of(
                        said(door, recovery, "Seen at 4 Canary Row.", false),
                        said(door, recovery, "He was sober.", true)))
                .containsOnly("201");

        var forPerpetrators = world.read("/families/" + family, Tokens.staff(perpetrators));

        assertThat(before.path("keptFromPerpetratorsWorker").asBoolean()).isTrue();
        assertThat(forPerpetrators.toString()).doesNotContain("Canary Row").contains("He was sober.");
        assertThat(forPerpetrators.path("total").asInt())
                .as("that something was done is no secret")
                .isEqualTo(3);
        for (var reader : List.of(survivors, recovery)) {
            assertThat(texts(world.read("/families/" + family, Tokens.staff(reader))))
                    .contains("Seen at 4 Canary Row.", "He was sober.");
        }
        assertThat(texts(world.family(family, team))).contains("Seen at 4 Canary Row.");
        assertThat(said(
                        "/requests/" + world.requestId(family, team, "DOMESTIC_ABUSE_SURVIVOR"),
                        survivors,
                        "Nobody else reads this.",
                        true))
                .isEqualTo("422 openToPerpetratorsWorker:never-open");
    }

    @Test
    void a_request_that_waits_is_not_shown_to_whoever_stands_on_the_other_side() throws Exception {
        var perpetrators = world.practitioner("DOMESTIC_ABUSE_PERPETRATOR", team, 5);
        var family =
                world.heldFamily(team, "DOMESTIC_ABUSE_SURVIVOR", "DOMESTIC_ABUSE_PERPETRATOR", "SUBSTANCE_MISUSE");

        var forPerpetrators = world.read("/waiting?kind=SPECIALIST_REQUEST&limit=200", Tokens.staff(perpetrators));
        var manager = roles.worker(Role.TEAM_MANAGER, team);
        var forManager = world.read("/waiting?kind=SPECIALIST_REQUEST&limit=200", Tokens.staff(manager));

        var survivors = world.requestId(family, team, "DOMESTIC_ABUSE_SURVIVOR").toString();
        var substance = world.requestId(family, team, "SUBSTANCE_MISUSE").toString();
        assertThat(forManager.toString()).contains(survivors, substance);
        assertThat(forPerpetrators.toString()).contains(substance).doesNotContain(survivors);

        world.practitioner("DOMESTIC_ABUSE_SURVIVOR", team, 5);
        assertThat(world.read("/waiting?kind=SPECIALIST_ACCEPTANCE&limit=200", Tokens.staff(manager))
                        .toString())
                .contains(survivors);
        assertThat(world.read("/waiting?kind=SPECIALIST_ACCEPTANCE&limit=200", Tokens.staff(perpetrators))
                        .toString())
                .doesNotContain(survivors);
    }

    @Test
    void who_once_worked_with_the_perpetrator_never_reads_the_survivors_chapter() throws Exception {
        var survivors = world.practitioner("DOMESTIC_ABUSE_SURVIVOR", team, 5);
        var perpetrators = world.practitioner("DOMESTIC_ABUSE_PERPETRATOR", team, 5);
        var family = familyWithBothChapters(survivors, perpetrators);
        var request = world.requestId(family, team, "DOMESTIC_ABUSE_PERPETRATOR");
        world.post("/requests/" + request + "/finish", Tokens.staff(perpetrators), "{}");
        roles.involve(perpetrators, family, Involvements.As.SPECIALIST, "SUBSTANCE_MISUSE", World.AT);

        var later = world.read("/families/" + family, Tokens.staff(perpetrators));

        assertThat(later.toString()).doesNotContain("canary-survivor-7391", survivors.toString());
    }

    @Test
    void a_perpetrators_worker_without_a_part_in_the_family_is_not_shown_the_survivors_chapter_either()
            throws Exception {
        var survivors = world.practitioner("DOMESTIC_ABUSE_SURVIVOR", team, 5);
        var perpetrators = world.practitioner("DOMESTIC_ABUSE_PERPETRATOR", team, 5);
        var family = familyWithBothChapters(survivors, perpetrators);
        var colleague = world.practitioner("DOMESTIC_ABUSE_PERPETRATOR", team, 5);
        roles.give(colleague, Role.SOCIAL_WORKER, team);

        var page = world.read("/families/" + family, Tokens.staff(colleague));

        assertThat(page.toString()).contains("canary-perpetrator-2207").doesNotContain("canary-survivor-7391");
    }

    @Test
    void hiding_survives_a_joining_of_families() throws Exception {
        var survivors = world.practitioner("DOMESTIC_ABUSE_SURVIVOR", team, 5);
        var perpetrators = world.practitioner("DOMESTIC_ABUSE_PERPETRATOR", team, 5);
        var absorbed = familyWithBothChapters(survivors, perpetrators);
        var survivor = world.heldFamily(team);

        world.joined(survivor, absorbed);

        var page = world.read("/families/" + survivor, Tokens.staff(perpetrators));
        assertThat(page.toString()).contains("canary-perpetrator-2207").doesNotContain("canary-survivor-7391");
        assertThat(texts(world.family(survivor, team))).containsExactlyInAnyOrder(SURVIVORS_WORDS, PERPETRATORS_WORDS);
    }

    @Test
    void what_was_written_is_in_no_fact_and_no_log(CapturedOutput output) throws Exception {
        var survivors = world.practitioner("DOMESTIC_ABUSE_SURVIVOR", team, 5);
        var perpetrators = world.practitioner("DOMESTIC_ABUSE_PERPETRATOR", team, 5);
        familyWithBothChapters(survivors, perpetrators);

        assertThat(jdbc.queryForObject(
                        "select count(*) from event_journal where payload::text like '%canary-%'", Long.class))
                .isZero();
        assertThat(jdbc.queryForObject(
                        "select count(*) from event_journal where type = 'specialist.input-recorded.v1'", Long.class))
                .isPositive();
        assertThat(output.getAll()).doesNotContain("canary-survivor-7391", "canary-perpetrator-2207");
    }

    @Test
    void what_is_sent_twice_is_kept_once_and_never_in_place_of_something_else() throws Exception {
        var worker = world.practitioner("SUBSTANCE_MISUSE", team, 5);
        var family = world.heldFamily(team, "SUBSTANCE_MISUSE");
        var door = "/requests/" + world.requestId(family, team, "SUBSTANCE_MISUSE");
        world.post(door + "/accept", Tokens.staff(worker), "{}");
        var entry = "{\"inputId\": \"%s\", \"kindCode\": \"VISIT\", \"text\": \"We met at school\"}"
                .formatted(UUID.randomUUID());

        var first = world.post(door + "/inputs", Tokens.staff(worker), entry);
        var second = world.post(door + "/inputs", Tokens.staff(worker), entry);
        var other = world.post(door + "/inputs", Tokens.staff(worker), entry.replace("school", "home"));

        assertThat(World.answerOf(first)).isEqualTo("201");
        assertThat(World.answerOf(second)).isEqualTo("201");
        assertThat(other.getResponse().getStatus()).isEqualTo(422);
        assertThat(other.getResponse().getContentAsString()).contains("already-kept");
        assertThat(texts(world.family(family, team))).containsExactly("We met at school");
        assertThat(jdbc.queryForObject(
                        "select count(*) from event_journal where type = 'specialist.input-recorded.v1' and key = ?",
                        Long.class,
                        family.toString()))
                .isEqualTo(1);
    }

    @Test
    void every_look_is_audited() throws Exception {
        var survivors = world.practitioner("DOMESTIC_ABUSE_SURVIVOR", team, 5);
        var perpetrators = world.practitioner("DOMESTIC_ABUSE_PERPETRATOR", team, 5);
        var family = familyWithBothChapters(survivors, perpetrators);

        world.read("/families/" + family, Tokens.staff(survivors));

        var rows = world.read(
                "/audit/families/" + family + "?limit=100",
                Tokens.staff(roles.worker(Role.PRACTICE_LEAD, Roles.COUNTY)));
        assertThat(rows.toString()).contains("chapters.seen", "input.recorded", survivors.toString());
    }

    private UUID familyWithBothChapters(UUID survivors, UUID perpetrators) throws Exception {
        var family =
                world.heldFamily(team, "DOMESTIC_ABUSE_SURVIVOR", "DOMESTIC_ABUSE_PERPETRATOR", "SUBSTANCE_MISUSE");
        write(family, "DOMESTIC_ABUSE_SURVIVOR", survivors, SURVIVORS_WORDS);
        write(family, "DOMESTIC_ABUSE_PERPETRATOR", perpetrators, PERPETRATORS_WORDS);
        return family;
    }

    private void write(UUID family, String discipline, UUID practitioner, String words) throws Exception {
        var door = "/requests/" + world.requestId(family, team, discipline);
        assertThat(World.answerOf(world.post(door + "/accept", Tokens.staff(practitioner), "{}")))
                .isEqualTo("204");
        assertThat(World.answerOf(world.post(
                        door + "/inputs",
                        Tokens.staff(practitioner),
                        "{\"kindCode\": \"VISIT\", \"text\": \"%s\"}".formatted(words))))
                .isEqualTo("201");
    }

    private String said(String door, UUID practitioner, String words, boolean open) throws Exception {
        return World.answerOf(world.post(door + "/inputs", Tokens.staff(practitioner), """
                {"kindCode": "VISIT", "text": "%s", "openToPerpetratorsWorker": %b}""".formatted(words, open)));
    }

    private static List<String> texts(JsonNode page) {
        return page.path("inputs")
                .valueStream()
                .map(input -> input.path("text").asString())
                .toList();
    }
}
