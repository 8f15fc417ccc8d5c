package org.kith.referral.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.platform.security.AccessLists;
import org.kith.platform.security.Involvements;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.referral.FrontDoor;
import org.kith.referral.Worry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import tools.jackson.databind.JsonNode;

@ServiceTest
class SearchTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    @Autowired
    private Involvements involvements;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Flyway flyway;

    private FrontDoor door;
    private RequestPostProcessor screener;

    @BeforeEach
    void open() {
        door = new FrontDoor(mvc, roles);
        screener = Tokens.staff(door.screener());
    }

    /** A family name no other test has, made of letters that sound like nothing else here. */
    private static String unusual(String beginning) {
        var letters = new StringBuilder("Example-").append(beginning);
        for (int n = NUMBER.incrementAndGet(); n > 0; n /= 20) {
            letters.append("bdfgklmnprstvxzqhjwc".charAt(n % 20)).append('o');
        }
        return letters.toString();
    }

    private JsonNode find(RequestPostProcessor who, String text) {
        return door.post(who, "/search", Map.of("text", text)).is(200).json();
    }

    private JsonNode find(String text) {
        return find(screener, text);
    }

    private static List<String> families(JsonNode found) {
        return found.path("items")
                .valueStream()
                .map(item -> item.path("familyId").asString())
                .toList();
    }

    private UUID family(Worry worry) {
        return door.accept(door.raised(worry));
    }

    @Test
    void a_person_is_found_by_names_misspelt_in_any_order_and_by_nickname() {
        var name = unusual("Bramblewick");
        var family = family(Worry.aboutNobodyOf(name)
                        .child("Katherine", "2015-02-03")
                        .adult("Robert", "1980-01-02"))
                .toString();

        for (var typed : List.of(
                "Katherine " + name,
                name + ", Katherine",
                "kate " + name,
                "Cathryn " + name,
                "Bob " + name.toUpperCase(java.util.Locale.ROOT),
                "katherine " + name.replace("Bramblewick", "Bramelwick"),
                "KATHÉRINE " + name,
                name)) {
            assertThat(families(find(typed))).as(typed).first().isEqualTo(family);
        }
    }

    @Test
    void each_result_says_in_words_why_it_is_there() {
        var name = unusual("Quillfeather");
        family(Worry.aboutNobodyOf(name).child("Stephen", "2014-05-06").child("Ada", "2016-07-08"));

        var people = find("Steven " + name + " 6/5/2014").path("items").get(0).path("people");

        assertThat(people.get(0).path("givenName").asString()).isEqualTo("Stephen");
        assertThat(people.get(0).path("why").valueStream().map(JsonNode::asString))
                .contains("Stephen is also called Steven", "Born on 6 May 2014")
                .anyMatch(why -> why.endsWith("is what was typed"));
        assertThat(people.get(1).path("givenName").asString()).isEqualTo("Ada");
    }

    @Test
    void brothers_and_sisters_named_together_lead_to_their_family() {
        var name = unusual("Thistledown");
        var family = family(
                Worry.aboutNobodyOf(name).child("Peregrine", "2014-05-06").child("Marigold", "2016-07-08"));
        family(Worry.aboutNobodyOf(unusual("Thistledown")).child("Peregrine", "2013-01-01"));

        assertThat(families(find("Peregrine and Marigold"))).first().isEqualTo(family.toString());
    }

    @Test
    void the_better_match_comes_first() {
        var name = unusual("Hollowbrook");
        var same = family(Worry.aboutNobodyOf(name).child("Rowena", "2014-05-06"));
        var alike = family(Worry.aboutNobodyOf(name + "s").child("Rowena", "2014-05-07"));

        assertThat(families(find("Rowena " + name))).containsSubsequence(same.toString(), alike.toString());
    }

    @Test
    void references_postcodes_telephones_birthdays_and_numbers_find_too() {
        var name = unusual("Wintergreen");
        var worry = Worry.aboutNobodyOf(name)
                .child("Robin", "2011-12-13")
                .childSays(0, "nhsNumber", "9434765919")
                .adult("Alex", null)
                .adultSays(0, "telephone", "01632 960 777")
                .livingAt("9 Example Green", "PR1 8XJ");
        var receipt = door.raise(worry).is(201).json();
        var family =
                door.accept(door.idOf(receipt.path("reference").asString())).toString();
        var number = door.get(screener, "/families/" + family)
                .is(200)
                .json()
                .path("people")
                .get(0)
                .path("childNumber")
                .asString();

        for (var typed : List.of(
                receipt.path("reference").asString(),
                receipt.path("reference")
                        .asString()
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace("-", " "),
                "pr18xj",
                "+44 1632 960777",
                "13 December 2011 " + name,
                "943 476 5919",
                number)) {
            assertThat(families(find(typed))).as(typed).contains(family);
        }
        door.post(screener, "/search", Map.of("text", "7KD-M2R-XQ9")).is(422);
        door.post(screener, "/search", Map.of("text", "PR1")).is(422);
    }

    @Test
    void a_protected_address_is_never_found_and_never_shown() {
        var name = unusual("Covert");
        var family = family(Worry.aboutNobodyOf(name)
                .child("Robin", "2012-03-04")
                .childSays(0, "school", "Example Dunnock School")
                .adult("Alex", null)
                .adultSays(0, "telephone", "01632 960 888")
                .livingAt("12 Dunnock Covert Lane", "LA1 1YW")
                .says("mustNotKnow", List.of(Map.of("name", "Max Example-Fox", "why", "He hurt her."))));
        var perpetratorsWorker = roles.worker(Role.SPECIALIST, "T07");
        roles.involve(
                perpetratorsWorker, family, Involvements.As.SPECIALIST, "DOMESTIC_ABUSE_PERPETRATOR", Instant.now());

        assertThat(families(find("LA1 1YW"))).doesNotContain(family.toString());
        assertThat(families(find("Dunnock Covert Lane"))).doesNotContain(family.toString());
        assertThat(families(find(Tokens.staff(perpetratorsWorker), "01632 960888")))
                .isEmpty();
        assertThat(families(find("01632 960888"))).containsExactly(family.toString());
        var byName = find(Tokens.staff(perpetratorsWorker), name);
        assertThat(families(byName)).containsExactly(family.toString());
        assertThat(byName.toString()).doesNotContainIgnoringCase("dunnock", "LA1 1YW", "960888", "960 888");
    }

    @Test
    void a_search_finds_what_the_asker_may_see_and_counts_nothing_else() {
        var name = unusual("Copperfield");
        var mine = family(Worry.aboutNobodyOf(name).child("Una", "2012-03-04"));
        var theirs =
                family(Worry.aboutNobodyOf(name).child("Una", "2013-03-04").livingAt("1 Example Elsewhere", "LA1 1YW"));
        roles.teamHolds("T31", mine, Instant.now());
        roles.teamHolds("T32", theirs, Instant.now());
        var worker = roles.worker(Role.SOCIAL_WORKER, "T31");
        var specialist = roles.worker(Role.SPECIALIST, "T31");
        roles.involve(specialist, theirs, Involvements.As.SPECIALIST, "MENTAL_HEALTH", Instant.now());

        assertThat(families(find("Una " + name))).contains(mine.toString(), theirs.toString());
        assertThat(families(find(Tokens.staff(worker), "Una " + name))).containsExactly(mine.toString());
        assertThat(find(Tokens.staff(worker), "Una " + name).path("total").asInt())
                .isEqualTo(1);
        assertThat(families(find(Tokens.staff(specialist), "Una " + name))).containsExactly(theirs.toString());
        roles.inLancashire(() -> involvements.list(mine, AccessLists.of(Set.of(UUID.randomUUID()), Set.of())));
        assertThat(find(Tokens.staff(worker), "Una " + name).path("total").asInt())
                .isZero();
        assertThat(families(find("Una " + name))).containsExactly(theirs.toString());
        roles.inLancashire(() -> involvements.list(theirs, AccessLists.of(Set.of(), Set.of(door.screener()))));
        assertThat(find("Una " + name).path("total").asInt()).isZero();
        door.post(Tokens.operator(), "/search", Map.of("text", name)).is(403);
        door.post(Tokens.agency("POLICE"), "/search", Map.of("text", name)).is(403);
        door.post(Tokens.staffOf("E10000008", door.screener()), "/search", Map.of("text", name))
                .is(403);
    }

    @Test
    void a_family_that_was_joined_is_found_by_the_names_of_both() {
        var first = unusual("Alderman");
        var second = unusual("Birchtree");
        var survivor = family(Worry.aboutNobodyOf(first).child("Ivo", "2012-03-04"));
        var absorbed =
                family(Worry.aboutNobodyOf(second).child("Ivy", "2013-03-04").livingAt("2 Example Row", "LA1 1YW"));

        door.post(
                        screener,
                        "/families/" + survivor + "/join",
                        Map.of("absorbedFamilyId", absorbed, "reason", "One family."))
                .is(200);

        assertThat(families(find("Ivy " + second))).first().isEqualTo(survivor.toString());
        assertThat(families(find("Ivo " + first))).first().isEqualTo(survivor.toString());
    }

    @Test
    void names_in_other_letters_of_any_length_are_found() {
        var arabic = family(Worry.aboutNobodyOf("بنتالمثال").child("عائشة", "2012-03-04"));
        var marked = family(Worry.aboutNobodyOf(unusual("Zoe\u0308lly\u0301")).child("Søren", "2012-03-05"));

        assertThat(families(find("\u200fعائشة بنتالمثال"))).contains(arabic.toString());
        assertThat(families(find("Soren zoelly"))).contains(marked.toString());
        door.post(screener, "/search", Map.of("text", "o".repeat(10_000))).refusedWith(422, "invalid");
        door.post(screener, "/search", Map.of("text", "%_\\'\"; drop table person"))
                .is(200);
        door.post(screener, "/search", Map.of("text", "x")).refusedWith(422, "invalid");
        door.post(screener, "/search", Map.of()).refusedWith(422, "invalid");
    }

    @Test
    void results_come_in_pages() {
        var name = unusual("Larchwood");
        for (int i = 0; i < 3; i++) {
            family(Worry.aboutNobodyOf(name)
                    .child("Number" + "abc".charAt(i), "2012-03-0" + (i + 1))
                    .livingAt(i + " Example Larch Way", "LA1 1YW"));
        }

        var first = door.post(screener, "/search", Map.of("text", name, "limit", 2))
                .is(200)
                .json();
        var second = door.post(screener, "/search", Map.of("text", name, "limit", 2, "offset", 2))
                .is(200)
                .json();

        assertThat(first.path("total").asInt()).isEqualTo(3);
        assertThat(families(first)).hasSize(2).doesNotContainAnyElementsOf(families(second));
        assertThat(families(second)).hasSize(1);
    }

    @Test
    void every_search_is_written_down_also_one_that_finds_nothing_and_never_what_was_typed() {
        var worker = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);

        find(Tokens.staff(worker), "Qqxzvwk Dunnockbird");

        assertThat(audit(worker)).anyMatch(row -> row.contains("people.searched") && row.contains("NAME found 0"));
        assertThat(String.join("", audit(worker))).doesNotContainIgnoringCase("dunnockbird");
    }

    private List<String> audit(UUID worker) {
        var rows = new ArrayList<String>();
        roles.inLancashire(() -> rows.addAll(jdbc.query(
                "select a::text from audit_row a where a::text like ?",
                (row, n) -> String.valueOf(row.getString(1)),
                "%" + worker + "%")));
        return rows;
    }

    /** The functions that look for words, as the server would run them; they run as the owner, so the owner asks. */
    @Test
    void the_trigram_and_sound_indexes_are_used() throws Exception {
        try (Connection owner = flyway.getConfiguration().getDataSource().getConnection();
                var sql = owner.createStatement()) {
            owner.setAutoCommit(false);
            sql.execute("select set_config('kith.council', 'E10000017', true)");
            sql.execute(
                    "insert into name_word select 'E10000017', 'made' || md5(n::text), array[upper(left(md5(n::text), 4))]"
                            + " from generate_series(1, 20000) n on conflict do nothing");
            sql.execute("analyze name_word");
            sql.execute("set local enable_seqscan = off");

            assertThat(plan(
                            sql,
                            "select word from name_word w where w.council = 'E10000017' and w.word % 'bramblewick'"))
                    .contains("name_word_alike")
                    .doesNotContain("Seq Scan");
            assertThat(
                            plan(
                                    sql,
                                    "select word from name_word w where w.council = 'E10000017' and w.word like 'bramb' || '%'"))
                    .contains("name_word_alike")
                    .doesNotContain("Seq Scan");
            assertThat(plan(
                            sql,
                            "select word from name_word w where w.council = 'E10000017' and w.sounds @> array['PRMP']"))
                    .contains("name_word_sounds")
                    .doesNotContain("Seq Scan");
            assertThat(settings(sql, "words_like")).contains("enable_seqscan=off");
            assertThat(settings(sql, "words_sounding")).contains("enable_seqscan=off");
            assertThat(body(sql, "words_like"))
                    .contains("w.word % asked_word.word", "w.word like asked_word.word || '%'");
            assertThat(body(sql, "words_sounding")).contains("w.sounds @> array[pair.key]");
            owner.rollback();
        }
    }

    private static String plan(java.sql.Statement sql, String query) throws Exception {
        var lines = new ArrayList<String>();
        try (var rows = sql.executeQuery("explain (costs off) " + query)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return String.join("\n", lines);
    }

    private static String body(java.sql.Statement sql, String function) throws Exception {
        return one(sql, "select prosrc from pg_proc where proname = '" + function + "'");
    }

    private static String settings(java.sql.Statement sql, String function) throws Exception {
        return one(sql, "select proconfig::text from pg_proc where proname = '" + function + "'");
    }

    private static String one(java.sql.Statement sql, String query) throws Exception {
        try (var rows = sql.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    @Test
    void a_word_that_thousands_are_called_by_hides_nobody() throws Exception {
        var name = unusual("Sycamore");
        var common = name.substring("Example-".length()).toLowerCase(java.util.Locale.ROOT);
        var family = family(Worry.aboutNobodyOf(name).child("Peverell", "2012-03-04"))
                .toString();
        family(Worry.aboutNobodyOf(name).child("Ottilie", "2012-03-04"));
        try (Connection owner = flyway.getConfiguration().getDataSource().getConnection();
                var sql = owner.createStatement()) {
            sql.execute("insert into person_word select 'E10000017', '" + common + "', made, made from"
                    + " (select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid as made"
                    + " from generate_series(1, 8000) n) as people");
            try {
                assertThat(families(find("Peverell " + name))).first().isEqualTo(family);
                assertThat(families(find(name + " born 4/3/2012"))).contains(family);
                assertThat(families(find(common)))
                        .as("by nothing but that word, the newest")
                        .contains(family);
            } finally {
                sql.execute("delete from person_word where family_id::text like '00000000-0000-7000-8000-%'");
            }
        }
    }

    @Test
    void people_who_were_there_before_the_name_book_are_found_too() throws Exception {
        var name = unusual("Foxglove");
        var family = family(Worry.aboutNobodyOf(name).child("Oswin", "2012-03-04"));
        try (Connection owner = flyway.getConfiguration().getDataSource().getConnection();
                var sql = owner.createStatement()) {
            sql.execute("delete from person_word where family_id = '" + family + "'");
            assertThat(families(find("Oswin " + name))).doesNotContain(family.toString());
            owner.setAutoCommit(false);
            var fill = java.util.Arrays.stream(flyway.getConfiguration().getJavaMigrations())
                    .filter(migration -> migration.getDescription().equals("fill the name book"))
                    .findFirst()
                    .orElseThrow();
            fill.migrate(new org.flywaydb.core.api.migration.Context() {
                @Override
                public org.flywaydb.core.api.configuration.Configuration getConfiguration() {
                    return flyway.getConfiguration();
                }

                @Override
                public Connection getConnection() {
                    return owner;
                }
            });
            owner.commit();
        }

        assertThat(families(find("Oswin " + name))).first().isEqualTo(family.toString());
    }
}
