package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.kith.gateway.ACounty.FAMILY;
import static org.kith.gateway.ACounty.LEAD;
import static org.kith.gateway.ACounty.OTHER;
import static org.kith.gateway.ACounty.REFERRAL;
import static org.kith.gateway.ACounty.REQUEST;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.gateway.House.Page;
import org.kith.gateway.StandIn.Answer;

class PagesTest {

    private static final Answer NOTHING = new Answer(204, "application/json", "");

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = House.opened();
        ACounty.in(house);
    }

    private static void isSound(Page page) {
        assertThat(page.status()).isEqualTo(200);
        assertThat(Pattern.compile("<h1").matcher(page.body()).results()).hasSize(1);
        assertThat(page.body())
                .contains("<html lang=\"en\"", "href=\"#main\" class=\"govuk-skip-link\"", "<main id=\"main\"")
                .doesNotContain("<script>", " style=\"", "onclick");
        assertThat(page.body().length()).isLessThan(60_000);
        var ids = Pattern.compile("\\sid=\"([^\"]+)\"")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        Pattern.compile("<(?:input|select|textarea)(?![^>]*type=\"hidden\")[^>]*\\sid=\"([^\"]+)\"")
                .matcher(page.body())
                .results()
                .forEach(field -> assertThat(page.body()).contains("for=\"" + field.group(1) + "\""));
    }

    @Test
    void my_work_says_what_needs_me_by_my_roles() throws Exception {
        var page = house.signedIn("SCREENING_WORKER", "ALLOCATION_DUTY", "SPECIALIST", "TEAM_MANAGER:T07")
                .get("/work");

        isSound(page);
        assertThat(page.text())
                .contains("6 things need you", "Referrals to decide (1)", "Families without a lead (1)", "1 family")
                // danger first, then the clock that runs out first, then what has no clock
                .containsSubsequence(
                        "K7-4TR-92X Danger",
                        "A person chooses the team",
                        "Find somebody: Mental health",
                        "Name the lead practitioner in Riverside",
                        "Accept, or hand back: Mental health");
    }

    @Test
    void a_joined_family_that_two_teams_held_is_on_its_managers_list() throws Exception {
        house.allocation.on("GET /teams/T07/board", """
                {"team":{"code":"T07","name":"Riverside","districtCode":"E07000117","live":true},"capacity":10,"held":1,
                 "waiting":[],"total":1,"workers":[],"families":[
                 {"familyId":"%s","since":"2026-11-21T09:00:00Z","leadWorkerId":"%s","leadName":"Mx Else","reasons":[],
                  "afterJoin":{"text":"Two teams held the families","since":"2026-11-20T09:00:00Z","limitAt":"2026-11-24T17:00:00Z","overdue":true}}]}
                """.formatted(FAMILY, OTHER));

        var page = house.signedIn("TEAM_MANAGER:T07").get("/work");

        isSound(page);
        assertThat(page.text()).contains("Joined families that two teams held", "Two teams held the families", "Late");
        assertThat(page.body()).contains("href=\"/families/" + FAMILY + "\"");
    }

    @Test
    void my_work_names_the_families_a_practitioner_leads() throws Exception {
        var worker = house.letIn("SOCIAL_WORKER:T07");
        house.allocation.on("GET /teams/T07/board", """
                {"team":{"code":"T07","name":"Riverside","districtCode":"E07000117","live":true},"capacity":10,"held":2,
                 "waiting":[],"total":2,"workers":[],"families":[
                 {"familyId":"%s","since":"2026-11-21T09:00:00Z","leadWorkerId":"%s","leadName":"Mx Example-Otter","reasons":[]},
                 {"familyId":"%s","since":"2026-11-21T09:00:00Z","leadWorkerId":"%s","leadName":"Mx Else","reasons":[]}]}
                """.formatted(FAMILY, worker, OTHER, UUID.randomUUID()));
        house.referral.on(
                "POST /families/titles", "{\"%s\":\"Heron family\",\"%s\":\"Wren family\"}".formatted(FAMILY, OTHER));
        var browser = house.browser();
        browser.signIn("/work");

        var page = browser.get("/work");

        isSound(page);
        assertThat(page.text()).contains("Families you lead Heron family").doesNotContain("Wren family");
        assertThat(page.body()).contains("href=\"/families/" + FAMILY + "\"");
    }

    @Test
    void a_family_the_reader_may_not_see_has_no_name_and_no_link() throws Exception {
        house.referral.on("POST /families/titles", "{}");

        var page = house.signedIn("ALLOCATION_DUTY").get("/requests");

        assertThat(page.text()).contains("A family", "Mental health");
        assertThat(page.body()).doesNotContain("href=\"/families/");
    }

    @Test
    void what_was_chosen_to_be_shown_is_still_chosen_on_the_way_back() throws Exception {
        var browser = house.signedIn("SCREENING_WORKER", "ALLOCATION_DUTY", "SPECIALIST", "TEAM_MANAGER:T07");

        var some = browser.get("/work?filtered=yes&kind=screening&kind=nonsense");
        browser.get("/screening/" + REFERRAL);
        var back = browser.get("/work");
        var all = browser.get("/work?filtered=yes");

        assertThat(some.text()).contains("K7-4TR-92X").doesNotContain("A person chooses the team");
        assertThat(back.text()).contains("K7-4TR-92X").doesNotContain("A person chooses the team");
        assertThat(all.text()).contains("K7-4TR-92X", "A person chooses the team");
    }

    @Test
    void an_operator_sees_what_stands_still_and_reads_it_again() throws Exception {
        house.allocation.on("GET /operate/streams/parked", """
                {"total":1,"items":[{"consumer":"allocation-referrals","council":"E10000017","publisher":"referral","key":"%s","state":"PARKED",
                 "since":"2026-11-20T09:00:00Z","lastSequence":7,"parked":1,"facts":[{"sequence":8,"type":"referral.accepted","reason":"FAILED",
                 "detail":"IllegalStateException","since":"2026-11-20T09:00:00Z","readable":true}]}]}
                """.formatted(FAMILY));
        for (var service : List.of(house.referral, house.specialist, house.outcomes)) {
            service.on("GET /operate/streams/parked", "{\"total\":0,\"items\":[]}");
        }
        house.allocation.on("POST /operate/streams/replay", """
                {"dryRun":false,"applied":1,"setAside":0,"readable":0,"lastSequence":8,"left":[]}
                """);
        var browser = house.signedInAs("0199f0e0-9999-7000-8000-000000000001", "operator");

        var page = browser.get("/operate/streams");
        var done = browser.fill("/operate/streams", "/operate/streams", Map.of("action", "replay"));

        isSound(page);
        assertThat(page.text())
                .contains("Teams and allocation", FAMILY, "8 referral.accepted", "IllegalStateException");
        assertThat(browser.open(done.location()).text()).contains("Read again: 1 fact was taken up");
        assertThat(house.allocation
                        .heard("POST /operate/streams/replay")
                        .getFirst()
                        .body())
                .contains("\"dryRun\":false", "allocation-referrals");
    }

    @Test
    void streams_are_for_operators() throws Exception {
        for (var service : List.of(house.referral, house.allocation, house.specialist, house.outcomes)) {
            service.on(
                    "GET /operate/streams/parked",
                    Answer.problem(403, "{\"status\":403,\"code\":\"not-allowed\",\"detail\":\"Operators only\"}"));
        }

        assertThat(house.signedIn("SOCIAL_WORKER:T07").get("/operate/streams").status())
                .isEqualTo(403);
    }

    @Test
    void status_is_served_to_anybody_and_asks_no_service() throws Exception {
        house.restart();
        for (var service : List.of(house.referral, house.allocation, house.specialist, house.outcomes)) {
            service.goAway();
        }

        var before = house.browser().get("/status");
        house.browser().get("/worries/whole");
        var after = house.browser().get("/status");

        isSound(before);
        assertThat(before.text()).contains("All parts of Kith answer");
        assertThat(after.text()).contains("Some parts of Kith do not answer", "Referrals and families Away since");
    }

    @Test
    void somebody_without_a_role_is_told_what_to_do() throws Exception {
        assertThat(house.signedIn().get("/work").text()).contains("You have no role in a team yet");
    }

    @Test
    void the_screening_queue_shows_danger_and_clocks() throws Exception {
        var page = house.signedIn("SCREENING_WORKER").get("/screening");

        isSound(page);
        assertThat(page.text())
                .contains("K7-4TR-92X", "Danger", "Late", "Monday 23 November 2026 at 5:00pm", "Schools");
    }

    @Test
    void one_referral_shows_everything_said_and_who_it_may_be() throws Exception {
        var page = house.signedIn("SCREENING_WORKER").get("/screening/" + REFERRAL);

        isSound(page);
        assertThat(page.body()).contains("A bruise &lt;b&gt;and&lt;/b&gt; fear");
        assertThat(page.text())
                .contains(
                        "Robin Example-Otter",
                        "30 April 2019",
                        "Protected: shown to nobody here",
                        "Sam Example-Otter : hurt them")
                .contains(
                        "Example-Otter family",
                        "For: same child",
                        "Against: other postcode",
                        "Kim Example-Lead, since");
    }

    @Test
    void the_threshold_text_stands_beside_each_level_and_who_works_with_the_family_beside_the_match() throws Exception {
        var page = house.signedIn("SCREENING_WORKER").get("/screening/" + REFERRAL);

        assertThat(page.text()).contains("Level 3 A child in need. As section 17 says", "Decide, and open the next");
    }

    @Test
    void an_interrupted_decision_is_there_again_and_gone_once_it_is_sent() throws Exception {
        String draft = """
                {"key":"0199f0e0-8888-7000-8000-000000000001","form":"SCREENING_DECISION","about":"%s","version":3,
                 "fields":{"level":["3"],"reason":["Half a sent"]},"startedAt":"2026-11-23T09:00:00Z",
                 "changedAt":"2026-11-23T09:00:00Z","goneAt":"2026-12-21T09:00:00Z"}
                """.formatted(REFERRAL);
        house.referral.on("GET /drafts", "{\"total\":1,\"items\":[" + draft + "]}");
        house.referral.on("GET /drafts/0199f0e0-8888-7000-8000-000000000001", draft);
        house.referral.on("DELETE /drafts/0199f0e0-8888-7000-8000-000000000001", NOTHING);
        house.referral.on(
                "POST /screening/" + REFERRAL + "/decision",
                "{\"referralId\":\"%s\",\"familyId\":\"%s\",\"stage\":\"DECLINED\"}".formatted(REFERRAL, FAMILY));
        var browser = house.signedIn("SCREENING_WORKER");
        String path = "/screening/" + REFERRAL;

        var page = browser.get(path);
        var listed = browser.get("/drafts");
        browser.fill(path, path + "/decision", Map.of("decision", "ACCEPT", "reason", "A whole sentence"));

        assertThat(page.body())
                .contains("data-autosave=\"/drafts/save\"", "Half a sent")
                .containsPattern("name=\"level\" type=\"radio\" value=\"3\"[^>]* checked");
        assertThat(listed.text()).contains("A screening decision");
        assertThat(house.referral.heard("DELETE /drafts/0199f0e0-8888-7000-8000-000000000001"))
                .hasSize(1);
    }

    @Test
    void two_on_one_referral_see_each_other() throws Exception {
        house.signedIn("SCREENING_WORKER").get("/screening/" + REFERRAL);

        // those of the tests before may still be there
        assertThat(house.signedIn("SCREENING_WORKER")
                        .get("/screening/" + REFERRAL)
                        .text())
                .containsPattern("Mx Example-Otter (and Mx Example-Otter have|has) this open too");
    }

    @Test
    void a_decision_goes_to_the_front_door_and_the_next_referral_opens() throws Exception {
        house.referral.on(
                "POST /screening/" + REFERRAL + "/decision",
                "{\"referralId\":\"%s\",\"familyId\":\"%s\",\"stage\":\"DECLINED\"}".formatted(REFERRAL, FAMILY));
        var browser = house.signedIn("SCREENING_WORKER");

        var done = browser.fill(
                "/screening/" + REFERRAL,
                "/screening/" + REFERRAL + "/decision",
                Map.of(
                        "decision",
                        "DECLINE",
                        "reasonCode",
                        "BELOW_THRESHOLD",
                        "serviceCode",
                        "EARLY_HELP",
                        "level",
                        "3",
                        "reason",
                        "Nothing more to do"));

        assertThat(done.location()).endsWith("/screening");
        assertThat(house.referral
                        .heard("POST /screening/" + REFERRAL + "/decision")
                        .getFirst()
                        .body())
                .contains(
                        "\"decision\":\"DECLINE\"",
                        "\"reasonCode\":\"BELOW_THRESHOLD\"",
                        "\"reason\":\"Nothing more to do\"")
                .doesNotContain("serviceCode");
        assertThat(browser.get("/screening").text()).contains("Decided. The referrer's receipt shows it.");
    }

    @Test
    void what_happened_is_told_in_words() throws Exception {
        house.allocation.on("GET /teams", """
                [{"code":"T07","name":"Riverside","districtCode":"E07000117","capacityPoints":10,"held":4,"live":true},
                 {"code":"T08","name":"Hillside","districtCode":"E07000117","capacityPoints":10,"held":4,"live":true}]
                """);
        house.referral.on("GET /families/" + FAMILY + "/timeline", """
                {"total":3,"items":[
                 {"at":"2026-11-20T09:00:00Z","text":"A worry was received","code":"REFERRAL_RECEIVED","detail":"2A"},
                 {"at":"2026-11-21T09:00:00Z","text":"A locality team took the family","code":"FAMILY_ALLOCATED","detail":"T07"},
                 {"at":"2026-11-21T10:00:00Z","text":"It was moved","code":"FAMILY_TRANSFERRED","detail":"T08"},
                 {"at":"2026-11-22T09:00:00Z","text":"A specialist was given the work","code":"SPECIALIST_ASSIGNED","detail":"MENTAL_HEALTH"}]}
                """);

        var page = house.signedIn("SCREENING_WORKER").get("/families/" + FAMILY);

        assertThat(page.text())
                .containsSubsequence("took the family", "Riverside", "It was moved", "Hillside", "Mental health")
                .doesNotContain("MENTAL_HEALTH", "2A", "T07", "T08");
    }

    @Test
    void a_refused_decision_comes_back_with_its_words() throws Exception {
        house.referral.on("POST /screening/" + REFERRAL + "/decision", Answer.problem(422, """
                {"status":422,"code":"invalid","detail":"One field","errors":[{"field":"reasonCode","code":"required","message":"Choose one"}]}
                """));

        var page = house.signedIn("SCREENING_WORKER")
                .fill(
                        "/screening/" + REFERRAL,
                        "/screening/" + REFERRAL + "/decision",
                        Map.of("decision", "DECLINE", "reason", "Words that took thought"));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("href=\"#reasonCode\"", "id=\"reasonCode\"", "Words that took thought");
    }

    @Test
    void the_match_is_corrected_by_a_person() throws Exception {
        house.referral.on(
                "POST /screening/" + REFERRAL + "/family",
                "{\"referralId\":\"%s\",\"familyId\":\"%s\",\"stage\":\"RECEIVED\"}".formatted(REFERRAL, OTHER));
        var browser = house.signedIn("SCREENING_WORKER");

        var done =
                browser.fill("/screening/" + REFERRAL, "/screening/" + REFERRAL + "/family", Map.of("familyId", "new"));
        var none = browser.fill("/screening/" + REFERRAL, "/screening/" + REFERRAL + "/family", Map.of());

        assertThat(done.location()).endsWith("/screening/" + REFERRAL);
        assertThat(house.referral
                        .heard("POST /screening/" + REFERRAL + "/family")
                        .getFirst()
                        .body())
                .isEqualTo("{\"notKnownBefore\":true}");
        assertThat(none.status()).isEqualTo(422);
    }

    @Test
    void a_familys_page_is_composed_of_four_parts() throws Exception {
        var page = house.signedIn("SCREENING_WORKER", "TEAM_MANAGER:T07", "PRACTICE_LEAD")
                .get("/families/" + FAMILY);

        isSound(page);
        assertThat(page.text())
                .contains(
                        "Example-Otter family",
                        "Robin Example-Otter",
                        "Protected. Open it with a reason",
                        "Riverside",
                        "Kim Example-Lead")
                .contains(
                        "Mental health",
                        "nobody has it yet",
                        "A worry was received",
                        "Came into care",
                        "Who looked at this family");
    }

    @Test
    void a_familys_page_whose_neighbour_is_down_says_which_part_is_missing_and_since_when() throws Exception {
        var browser = house.signedIn("TEAM_MANAGER:T07");
        house.specialist.goAway();

        var first = browser.get("/families/" + FAMILY);
        var later = browser.get("/families/" + FAMILY);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text())
                .contains("Specialists cannot be shown: it has not answered since", "Riverside", "Came into care");
        var since = Pattern.compile("<time datetime=\"([^\"]+)\"[^>]*>[^<]*</time>\\.")
                .matcher(first.body());
        assertThat(since.find()).isTrue();
        assertThat(later.body()).contains(since.group(1));
    }

    @Test
    void a_service_that_hangs_costs_no_more_than_its_limit() throws Exception {
        var browser = house.signedIn("TEAM_MANAGER:T07");
        house.outcomes.on("GET /families/" + FAMILY, heard -> {
            try {
                Thread.sleep(20_000);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return NOTHING;
        });
        long before = System.nanoTime();

        var page = browser.get("/families/" + FAMILY);

        assertThat(page.text()).contains("Outcomes and figures cannot be shown");
        assertThat((System.nanoTime() - before) / 1_000_000).isLessThan(6_000);
    }

    @Test
    void a_family_that_may_not_be_seen_is_not_found() throws Exception {
        assertThat(house.signedIn("SPECIALIST").get("/families/" + OTHER).status())
                .isEqualTo(404);
    }

    @Test
    void a_protected_address_is_opened_with_a_reason_and_kept_nowhere() throws Exception {
        house.referral.on("POST /families/" + FAMILY + "/address/reveal", """
                {"familyId":"%s","addresses":[{"lines":["1 Canary Court"],"postcode":"ZZ1 1ZZ","saidAt":"2026-11-20T09:00:00Z"}],"words":[]}
                """.formatted(FAMILY));
        var browser = house.signedIn("SCREENING_WORKER");

        var page = browser.fill(
                "/families/" + FAMILY + "/address",
                "/families/" + FAMILY + "/address",
                Map.of("reason", "A visit today"));
        var opened = browser.get(page.location());
        var again = browser.get("/families/" + FAMILY + "/address/opened");
        var family = browser.get("/families/" + FAMILY);

        assertThat(opened.text()).contains("1 Canary Court", "ZZ1 1ZZ");
        assertThat(opened.header("Cache-Control")).contains("no-store");
        // a reload opens nothing a second time
        assertThat(again.location()).endsWith("/families/" + FAMILY + "/address");
        assertThat(house.referral
                        .heard("POST /families/" + FAMILY + "/address/reveal")
                        .getFirst()
                        .body())
                .contains("A visit today");
        assertThat(family.body()).doesNotContain("Canary");
        assertThat(house.sql()
                        .sql(
                                "select count(*) from spring_session_attributes where position('Canary'::bytea in attribute_bytes) > 0")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void two_records_of_a_family_are_joined() throws Exception {
        house.referral.on("POST /families/" + FAMILY + "/join", "{\"familyId\":\"%s\"}".formatted(FAMILY));
        var browser = house.signedIn("SCREENING_WORKER");

        var done = browser.fill(
                "/families/" + FAMILY + "/join",
                "/families/" + FAMILY + "/join",
                Map.of("absorbedFamilyId", house.address() + "/families/" + OTHER, "reason", "Same mother"));
        var not = browser.fill(
                "/families/" + FAMILY + "/join",
                "/families/" + FAMILY + "/join",
                Map.of("absorbedFamilyId", "the other", "reason", "x"));

        assertThat(done.location()).endsWith("/families/" + FAMILY);
        assertThat(house.referral
                        .heard("POST /families/" + FAMILY + "/join")
                        .getFirst()
                        .body())
                .contains(OTHER, "Same mother");
        assertThat(not.status()).isEqualTo(422);
    }

    @Test
    void a_familys_page_says_all_that_waits_and_until_when() throws Exception {
        house.allocation.on("GET /families/" + FAMILY, """
                {"familyId":"%s","state":"HELD","teamCode":"T07","teamName":"Riverside","since":"2026-11-20T09:00:00Z","decisions":[],
                 "leadBy":"2026-11-23T17:00:00Z","afterJoin":{"text":"Two teams held the families that were joined",
                 "since":"2026-11-20T09:00:00Z","limitAt":"2026-11-24T17:00:00Z","overdue":true}}
                """.formatted(FAMILY));
        house.specialist.on("GET /families/" + FAMILY, """
                {"familyId":"%s","teamCode":"T07","requests":[{"requestId":"%s","discipline":"MENTAL_HEALTH","disciplineText":"mental health",
                 "state":"ASSIGNED","teamCode":"T07","urgent":false,"practitionerId":"%s","requestedAt":"2026-11-21T09:00:00Z",
                 "assignedAt":"2026-11-21T09:00:00Z","limitAt":"2026-11-25T17:00:00Z","decisions":[]}],
                 "practitioners":[],"total":0,"inputs":[]}
                """.formatted(FAMILY, OTHER, OTHER));

        var page = house.signedIn("TEAM_MANAGER").get("/families/" + FAMILY);

        assertThat(Jsoup.parse(page.body()).text())
                .contains(
                        "No lead practitioner yet: to be named by Monday 23 November",
                        "Two teams held the families that were joined, by Tuesday 24 November",
                        "has not accepted it yet, to be accepted by Wednesday 25 November",
                        "Give it to somebody else")
                .doesNotContain("Nothing that is known here");
    }

    @Test
    void the_practice_lead_is_told_of_a_referral_that_no_screening_worker_may_open() throws Exception {
        house.referral.on("GET /screening", """
                {"total":1,"items":[{"referralId":"%s","reference":"K7-4TR-92X","receivedAt":"2026-11-20T09:00:00Z",
                 "decisionDueAt":"2026-11-23T17:00:00Z","overdue":true,"immediateDanger":true,"sourceCode":"2A","children":1,
                 "worries":[],"familyId":"%s","restricted":true,"closedToScreening":true}]}
                """.formatted(OTHER, FAMILY));
        var browser = house.signedIn("PRACTICE_LEAD");

        assertThat(browser.get("/work").body())
                .contains("K7-4TR-92X", "/families/" + FAMILY + "/access", "Name a screening worker", "Danger");
        assertThat(browser.get("/screening").body())
                .contains("K7-4TR-92X", "/families/" + FAMILY + "/access")
                .doesNotContain("/screening/" + OTHER);
    }

    @Test
    void a_family_is_restricted_to_those_who_are_ticked_and_a_search_keeps_what_was_ticked() throws Exception {
        house.referral.on("POST /families/" + FAMILY + "/access", """
                {"familyId":"%s","restricted":true,"onlyThese":["%s"],"never":["%s"],"worksWithIt":[],"reason":"A colleague's sister",
                 "decidedBy":"%s","decidedAt":"2026-11-20T09:00:00Z","lookAgainBy":"2027-02-18T09:00:00Z"}
                """.formatted(FAMILY, LEAD, OTHER, LEAD));
        var browser = house.signedIn("PRACTICE_LEAD");
        var page = "/families/" + FAMILY + "/access";
        var ticked = Map.of(
                "act", "find", "name", "lead", "offered", LEAD, "onlyThese", LEAD, "never", OTHER, "reason", "Sister");

        var shown = browser.get(page);
        var found = browser.fill(page, page, ticked);
        var done = browser.fill(
                page,
                page,
                Map.of(
                        "act",
                        "keep",
                        "seenRestricted",
                        "true",
                        "seenOnlyThese",
                        LEAD,
                        "onlyThese",
                        LEAD,
                        "never",
                        OTHER,
                        "reason",
                        "A colleague's sister"));

        isSound(shown);
        assertThat(shown.text()).contains("Only those who are named below", "Works with it now");
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body())
                .contains("can be ticked below", ">Sister</textarea>")
                .containsPattern("name=\"onlyThese\"[^>]*value=\"" + LEAD + "\"[^>]*checked");
        assertThat(done.location()).endsWith(page);
        var sent = house.referral.heard("POST " + page);
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().body())
                .contains("\"onlyThese\":[\"" + LEAD, "\"never\":[\"" + OTHER, "\"seenRestricted\":true", "sister");
    }

    @Test
    void whoever_is_overtaken_sees_the_lists_as_they_are_now() throws Exception {
        house.referral.on(
                "POST /families/" + FAMILY + "/access",
                Answer.problem(
                        409,
                        "{\"status\":409,\"code\":\"access-changed-meanwhile\",\"detail\":\"Somebody changed it\"}"));
        var browser = house.signedIn("PRACTICE_LEAD");
        var page = "/families/" + FAMILY + "/access";

        var again = browser.fill(
                page, page, Map.of("act", "keep", "seenOnlyThese", OTHER, "onlyThese", OTHER, "reason", "Kept words"));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body())
                .contains("Somebody changed it", ">Kept words</textarea>")
                .containsPattern("name=\"onlyThese\"[^>]*value=\"" + LEAD + "\"[^>]*checked")
                .doesNotContainPattern("name=\"onlyThese\"[^>]*value=\"" + OTHER + "\"[^>]*checked");
    }

    @Test
    void a_board_asks_once_for_all_titles() throws Exception {
        var browser = house.signedIn("TEAM_MANAGER:T07");

        int before = house.referral.heard("POST /families/titles").size();
        var page = browser.get("/teams/T07");

        isSound(page);
        assertThat(page.text()).contains("Riverside", "Example-Otter family", "No lead", "Kim Example-Lead");
        assertThat(house.referral.heard("POST /families/titles")).hasSize(before + 1);
    }

    @Test
    void what_was_typed_for_a_service_that_is_away_is_on_the_page_and_can_be_sent_again() throws Exception {
        var browser = house.signedIn("SCREENING_WORKER");
        String decision = "/screening/" + REFERRAL + "/decision";
        house.referral.on(
                "POST " + decision,
                "{\"referralId\":\"%s\",\"familyId\":\"%s\",\"stage\":\"ACCEPTED\"}".formatted(REFERRAL, FAMILY));
        var form = browser.get("/screening/" + REFERRAL).form(decision);
        form.putAll(Map.of("decision", "ACCEPT", "level", "4", "reason", "Bruises, and a mother who is afraid"));
        house.referral.goAway();

        var page = browser.send(decision, form);
        house.referral.comeBack();
        var kept = page.form(decision);

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.text())
                .contains("What you typed is still here", "Decision Accept", "Bruises, and a mother who is afraid")
                .doesNotContain("ACCEPT");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> browser.send(decision, kept).status() == 302);
        assertThat(house.referral.heard("POST " + decision).getLast().body())
                .contains("Bruises, and a mother who is afraid", "ACCEPT");
    }

    @Test
    void more_than_a_list_holds_is_counted_all_the_same() throws Exception {
        var browser = house.signedIn("SCREENING_WORKER");
        house.referral.on("GET /screening", """
                {"total":262,"items":[{"referralId":"%s","reference":"K7-4TR-92X","receivedAt":"2026-11-20T09:00:00Z",
                 "decisionDueAt":"2026-11-23T17:00:00Z","overdue":true,"immediateDanger":true,"sourceCode":"2A","children":1,
                 "worries":[],"familyId":"%s","restricted":false,"closedToScreening":false}]}
                """.formatted(OTHER, FAMILY));

        var page = browser.get("/work");

        assertThat(page.text()).contains("262 things need you. 261 of them with more time are in the queues alone.");
    }

    @Test
    void nothing_is_said_to_wait_of_what_could_not_be_asked() throws Exception {
        var browser = house.signedIn("SPECIALIST:T07");
        house.specialist.goAway();

        var page = browser.get("/work");

        assertThat(page.text())
                .contains("Specialists cannot be shown", "Nothing that is known now needs you. There may be more.")
                .doesNotContain("Nothing needs you now");
    }

    @Test
    void a_board_without_the_titles_still_shows() throws Exception {
        var browser = house.signedIn("TEAM_MANAGER:T07");
        house.referral.goAway();

        var page = browser.get("/teams/T07");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("A family", "Referrals and families cannot be shown");
    }

    @Test
    void a_lead_is_named_and_a_family_placed_moved_and_closed() throws Exception {
        for (String act : List.of("lead", "place", "transfer", "close")) {
            house.allocation.on(
                    "POST /families/" + FAMILY + "/" + act,
                    "{\"familyId\":\"%s\",\"state\":\"HELD\",\"since\":\"2026-11-21T09:00:00Z\",\"decisions\":[]}"
                            .formatted(FAMILY));
        }
        var browser = house.signedIn("TEAM_MANAGER:T07", "ALLOCATION_DUTY");
        var filled = new LinkedHashMap<String, Map<String, String>>();
        filled.put("lead", Map.of("workerId", LEAD));
        filled.put("place", Map.of("teamCode", "T08", "reason", "It is near"));
        filled.put("transfer", Map.of("teamCode", "T08", "reasonCode", "MOVED", "note", ""));
        filled.put("close", Map.of("reasonCode", "NEEDS_MET"));

        for (var act : filled.entrySet()) {
            String path = "/families/" + FAMILY + "/" + act.getKey();
            isSound(browser.get(path));
            assertThat(browser.fill(path, path, act.getValue()).status()).isEqualTo(302);
        }

        assertThat(house.allocation
                        .heard("POST /families/" + FAMILY + "/lead")
                        .getFirst()
                        .body())
                .contains(LEAD);
        assertThat(house.allocation
                        .heard("POST /families/" + FAMILY + "/transfer")
                        .getFirst()
                        .body())
                .contains("T08", "MOVED")
                .doesNotContain("note");
    }

    @Test
    void a_refusal_is_said_in_the_services_words() throws Exception {
        house.allocation.on("POST /families/" + FAMILY + "/place", Answer.problem(409, """
                {"status":409,"code":"team-full","detail":"Team T08 has no room","hint":"Choose another team"}
                """));

        var page = house.signedIn("ALLOCATION_DUTY")
                .fill(
                        "/families/" + FAMILY + "/place",
                        "/families/" + FAMILY + "/place",
                        Map.of("teamCode", "T08", "reason", "It is near"));

        assertThat(page.status()).isEqualTo(409);
        assertThat(page.text()).contains("Team T08 has no room. Choose another team", "It is near");
    }

    @Test
    void a_missing_choice_is_said_without_codes() throws Exception {
        house.allocation.on("POST /families/" + FAMILY + "/close", Answer.problem(422, """
                {"status":422,"code":"invalid","errors":[{"field":"reasonCode","code":"unknown-code","message":"Choose one of [NEEDS_MET, OTHER]"}]}
                """));

        var page = house.signedIn("TEAM_MANAGER:T07")
                .fill("/families/" + FAMILY + "/close", "/families/" + FAMILY + "/close", Map.of());

        assertThat(page.text()).contains("Choose one").doesNotContain("NEEDS_MET");
    }

    @Test
    void an_act_on_a_service_that_is_away_keeps_what_was_typed() throws Exception {
        var browser = house.signedIn("ALLOCATION_DUTY");
        var form = browser.get("/families/" + FAMILY + "/place").form("/families/" + FAMILY + "/place");
        form.put("reason", "Words that took thought");
        house.allocation.goAway();

        var page = browser.send("/families/" + FAMILY + "/place", form);

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.text()).contains("Teams and allocation has not answered since", "Words that took thought");
    }

    @Test
    void families_without_a_team_show_age_limit_and_who_could() throws Exception {
        var page = house.signedIn("ALLOCATION_DUTY").get("/allocation");

        isSound(page);
        assertThat(page.text()).contains("Example-Otter family", "A person chooses the team", "Late", "Riverside");
    }

    @Test
    void a_practitioner_accepts_records_hands_back_and_finishes() throws Exception {
        for (String act : List.of("accept", "hand-back", "inputs", "finish")) {
            house.specialist.on("POST /requests/" + REQUEST + "/" + act, NOTHING);
        }
        house.specialist.on("POST /requests/" + REQUEST + "/inputs", "{\"inputId\":\"%s\"}".formatted(OTHER));
        var browser = house.signedIn("SPECIALIST");

        isSound(browser.get("/tray"));
        var accepted = browser.fill("/tray", "/requests/" + REQUEST + "/accept", Map.of());
        var handedBack = browser.fill(
                "/requests/" + REQUEST + "/hand-back",
                "/requests/" + REQUEST + "/hand-back",
                Map.of("reasonCode", "NO_ROOM"));
        var recorded = browser.fill(
                "/requests/" + REQUEST + "/inputs",
                "/requests/" + REQUEST + "/inputs",
                Map.of(
                        "kindCode",
                        "VISIT",
                        "happenedAt.day",
                        "20",
                        "happenedAt.month",
                        "11",
                        "happenedAt.year",
                        "2026",
                        "text",
                        "We talked",
                        "openToPerpetratorsWorker",
                        "true"));
        var wrongDay = browser.fill(
                "/requests/" + REQUEST + "/inputs",
                "/requests/" + REQUEST + "/inputs",
                Map.of(
                        "kindCode",
                        "VISIT",
                        "happenedAt.day",
                        "31",
                        "happenedAt.month",
                        "11",
                        "happenedAt.year",
                        "2026",
                        "text",
                        "We talked"));

        assertThat(List.of(accepted, handedBack, recorded))
                .allSatisfy(page -> assertThat(page.location()).endsWith("/tray"));
        assertThat(house.specialist
                        .heard("POST /requests/" + REQUEST + "/inputs")
                        .getFirst()
                        .body())
                .contains("2026-11-20T12:00:00Z", "We talked", "\"openToPerpetratorsWorker\":true");
        assertThat(wrongDay.text())
                .as("nothing is opened that nobody opened, and the page says whose record it is")
                .contains("Example-Otter family, mental health", "may read it too");
        assertThat(wrongDay.status()).isEqualTo(422);
        assertThat(wrongDay.text()).contains("We talked");
    }

    @Test
    void a_request_that_waits_gets_somebody() throws Exception {
        house.specialist.on("POST /requests/" + REQUEST + "/assign", NOTHING);
        var browser = house.signedIn("TEAM_MANAGER:T07");

        isSound(browser.get("/requests"));
        var choice = browser.get("/requests/" + REQUEST + "/assign");
        var done = browser.fill(
                "/requests/" + REQUEST + "/assign", "/requests/" + REQUEST + "/assign", Map.of("practitionerId", LEAD));

        assertThat(choice.text()).contains("Mental health", "Kim Example-Lead", "Pool, has 3 of 8");
        assertThat(done.location()).endsWith("/requests");

        house.specialist.on("GET /requests/" + REQUEST + "/practitioners", "{\"total\":0,\"items\":[]}");
        assertThat(browser.get("/requests/" + REQUEST + "/assign").text()).contains("Nobody can be chosen now");
    }

    @Test
    void a_page_that_is_not_there_says_so() throws Exception {
        var page = house.signedIn().get("/nowhere");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("There is no such page");
    }

    @Test
    void without_team_allocation_the_reader_still_gets_in_and_is_told() throws Exception {
        house.allocation.goAway();

        var page = house.signedInAs("0199f0e0-8888-7000-8000-000000000001", "staff")
                .get("/work");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("Your teams and roles cannot be shown now");
    }

    @Test
    void an_analyst_without_a_worker_record_sees_figures() throws Exception {
        var browser = house.signedInAs("0199f0e0-9999-7000-8000-000000000001", "analyst");

        assertThat(browser.get("/work").text()).contains("County figures");
    }

    @Test
    void words_with_a_protected_address_come_back_before_any_service_keeps_them() throws Exception {
        house.referral.on(
                "POST /families/" + FAMILY + "/address/found-in",
                asked -> Answer.json("{\"fields\":[%s]}".formatted(asked.body().contains("Canary") ? "\"note\"" : "")));
        closesTheWork();
        house.specialist.on("GET /requests/" + REQUEST, """
                {"requestId":"%s","familyId":"%s","discipline":"MENTAL_HEALTH","disciplineText":"mental health","state":"ACCEPTED",
                 "keptFromPerpetratorsWorker":true}
                """.formatted(REQUEST, FAMILY));
        house.specialist.on("POST /requests/" + REQUEST + "/hand-back", NOTHING);
        var close = "/families/" + FAMILY + "/close";
        var handBack = "/requests/" + REQUEST + "/hand-back";
        var manager = house.signedIn("TEAM_MANAGER:T07");
        var practitioner = house.signedIn("SPECIALIST");

        var stopped = manager.fill(close, close, Map.of("reasonCode", "OTHER", "note", "They are at 1 Canary Court"));
        var handed = practitioner.fill(handBack, handBack, Map.of("reasonCode", "OTHER", "note", "At 1 Canary Court"));
        assertThat(house.allocation.heard("POST " + close)).isEmpty();
        assertThat(house.specialist.heard("POST " + handBack)).isEmpty();
        var sent = manager.fill(close, close, Map.of("reasonCode", "OTHER", "note", "They are well"));

        for (var page : List.of(stopped, handed)) {
            assertThat(page.status()).isEqualTo(422);
            assertThat(page.body()).contains("href=\"#note\"", "take it out", "1 Canary Court");
        }
        assertThat(sent.status()).isEqualTo(302);
        assertThat(house.allocation.heard("POST " + close)).hasSize(1);
    }

    @Test
    void words_are_kept_while_nobody_can_say_whether_an_address_is_in_them() throws Exception {
        closesTheWork();
        var close = "/families/" + FAMILY + "/close";
        var manager = house.signedIn("TEAM_MANAGER:T07");
        var form = manager.get(close).form(close);
        form.put("reasonCode", "OTHER");
        form.put("note", "They are well");
        house.referral.goAway();

        var sent = manager.send(close, form);

        assertThat(sent.status()).isEqualTo(302);
        assertThat(house.allocation.heard("POST " + close)).hasSize(1);
    }

    @Test
    void an_address_is_protected_from_the_familys_page() throws Exception {
        ACounty.leavesTheAddressOpen(house);
        house.referral.on(
                "POST /families/" + FAMILY + "/address/protect",
                "{\"familyId\":\"%s\",\"addressProtected\":true}".formatted(FAMILY));
        var browser = house.signedIn("SOCIAL_WORKER:T07");
        var path = "/families/" + FAMILY + "/address/protect";

        assertThat(browser.get("/families/" + FAMILY).body()).contains("href=\"" + path);
        var done = browser.fill(path, path, Map.of("reason", "He follows her"));

        assertThat(done.location()).endsWith("/families/" + FAMILY);
        assertThat(house.referral.heard("POST " + path).getFirst().body()).contains("He follows her");
    }

    private void closesTheWork() {
        house.allocation.on("POST /families/" + FAMILY + "/close", """
                {"familyId":"%s","state":"CLOSED","since":"2026-11-21T09:00:00Z","decisions":[]}
                """.formatted(FAMILY));
    }

    @Test
    void whoever_accepts_where_there_is_domestic_abuse_says_whether_the_address_is_protected() throws Exception {
        ACounty.leavesTheAddressOpen(house);
        house.referral.on(
                "POST /screening/" + REFERRAL + "/decision",
                "{\"referralId\":\"%s\",\"familyId\":\"%s\",\"stage\":\"ACCEPTED\"}".formatted(REFERRAL, FAMILY));
        var browser = house.signedIn("SCREENING_WORKER");
        var path = "/screening/" + REFERRAL;

        var silent = browser.fill(path, path + "/decision", Map.of("decision", "ACCEPT", "reason", "To be helped"));
        assertThat(house.referral.heard("POST " + path + "/decision")).isEmpty();
        browser.fill(
                path,
                path + "/decision",
                Map.of("decision", "ACCEPT", "reason", "To be helped", "protectAddress", "yes"));
        browser.fill(
                path,
                path + "/decision",
                Map.of("decision", "ACCEPT", "reason", "To be helped", "protectAddress", "no"));
        browser.fill(path, path + "/decision", Map.of("decision", "DECLINE", "reason", "No more"));

        assertThat(silent.status()).isEqualTo(422);
        assertThat(silent.body()).contains("href=\"#protectAddress\"", "To be helped");
        var said = house.referral.heard("POST " + path + "/decision");
        assertThat(said).hasSize(3);
        assertThat(said.getFirst().body()).contains("\"protectAddress\":true");
        assertThat(said.get(1).body()).contains("ACCEPT").doesNotContain("protectAddress");
    }
}
