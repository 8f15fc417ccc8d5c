package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.gateway.House.Page;
import org.kith.gateway.StandIn.Answer;

class PagesTest {

    private static final String FAMILY = "0199f0e0-1111-7000-8000-000000000001";
    private static final String OTHER = "0199f0e0-1111-7000-8000-000000000002";
    private static final String REFERRAL = "0199f0e0-4444-7000-8000-000000000001";
    private static final String CHILD = "0199f0e0-5555-7000-8000-000000000001";
    private static final String LEAD = "0199f0e0-6666-7000-8000-000000000001";
    private static final String REQUEST = "0199f0e0-7777-7000-8000-000000000001";
    private static final Answer NOTHING = new Answer(204, "application/json", "");

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = House.opened();
        frontDoor();
        allocation();
        specialists();
        outcomes();
    }

    private void frontDoor() {
        house.referral.on("GET /screening", """
                {"total":1,"items":[{"referralId":"%s","reference":"K7-4TR-92X","receivedAt":"2026-11-20T09:00:00Z",
                 "decisionDueAt":"2026-11-23T17:00:00Z","overdue":true,"immediateDanger":true,"sourceCode":"2A","children":2,
                 "worries":["3B"],"familyId":"%s","restricted":false}]}
                """.formatted(REFERRAL, FAMILY));
        house.referral.on("GET /screening/" + REFERRAL, """
                {"referralId":"%s","reference":"K7-4TR-92X","stage":"BEING_LOOKED_AT","receivedAt":"2026-11-20T09:00:00Z",
                 "decisionDueAt":"2026-11-23T17:00:00Z","overdue":false,"immediateDanger":false,
                 "referrer":{"name":"Mx Example-Teacher","sourceCode":"2A","sourceText":"Schools"},
                 "children":[{"personId":"%s","givenName":"Robin","familyName":"Example-Otter","dateOfBirth":"2019-04-30"}],
                 "adults":[],"relationships":[],
                 "address":{"isProtected":true,"unknown":false,"lines":[]},
                 "worries":[{"code":"3B","text":"Domestic abuse: concerns about the parent"}],
                 "whatWasSeen":"A bruise <b>and</b> fear","mustNotKnow":[{"name":"Sam Example-Otter","why":"hurt them"}],
                 "familyId":"%s","provisionalFamilyId":"%s","matchedBy":"POLICY","neededDisciplines":[],
                 "candidates":[{"familyId":"%s","title":"Example-Otter family","evidenceFor":["same child"],"evidenceAgainst":["other postcode"]}],
                 "earlierContacts":[],"lookedAt":"2026-11-23T09:30:00Z","lookedAtBy":"%s"}
                """.formatted(REFERRAL, CHILD, FAMILY, OTHER, FAMILY, LEAD));
        house.referral.on("GET /referrals/codes", """
                {"referralSources":[{"code":"2A","text":"Schools"}],"worries":[],"sexes":[],"relationships":[],"familyKnows":[],
                 "declineReasons":[{"code":"BELOW_THRESHOLD","text":"Below the threshold"}],
                 "services":[{"code":"EARLY_HELP","text":"Early help"}],
                 "levelsOfNeed":[{"code":"3","text":"Level 3: a child in need"}]}
                """);
        house.referral.on("GET /families/" + FAMILY, """
                {"familyId":"%s","title":"Example-Otter family",
                 "people":[{"personId":"%s","kind":"CHILD","givenName":"Robin","familyName":"Example-Otter","dateOfBirth":"2019-04-30"}],
                 "relationships":[],"address":{"isProtected":true,"unknown":false,"lines":[]},"addressProtected":true,
                 "mustNotKnow":[],"referrals":[{"referralId":"%s","reference":"K7-4TR-92X","receivedAt":"2026-11-20T09:00:00Z","stage":"ACCEPTED"}]}
                """.formatted(FAMILY, CHILD, REFERRAL));
        house.referral.on("GET /families/" + FAMILY + "/timeline", """
                {"total":1,"items":[{"at":"2026-11-20T09:00:00Z","text":"A worry was received","code":"REFERRAL_RECEIVED"}]}
                """);
        house.referral.on("POST /families/titles", "{\"%s\":\"Example-Otter family\"}".formatted(FAMILY));
    }

    private void allocation() {
        house.allocation.on("GET /families/" + FAMILY, """
                {"familyId":"%s","state":"HELD","teamCode":"T07","teamName":"Riverside","leadWorkerId":"%s","leadName":"Kim Example-Lead",
                 "since":"2026-11-21T09:00:00Z","decisions":[{"at":"2026-11-21T09:00:00Z","teamCode":"T07","outcome":"ALLOCATED",
                 "reasonCode":"AREA","reasons":["The family lives in its area"],"by":"allocation"}]}
                """.formatted(FAMILY, LEAD));
        house.allocation.on("GET /teams", """
                [{"code":"T07","name":"Riverside","districtCode":"E07000117","capacityPoints":10,"held":4,"live":true},
                 {"code":"T08","name":"Hillside","districtCode":"E07000117","capacityPoints":10,"held":4,"live":true}]
                """);
        house.allocation.on("GET /teams/T07/board", """
                {"team":{"code":"T07","name":"Riverside","districtCode":"E07000117","live":true},"capacity":10,"held":2,
                 "waiting":[],"total":2,"families":[{"familyId":"%s","since":"2026-11-21T09:00:00Z","reasons":["It lives here"]}],
                 "workers":[{"workerId":"%s","name":"Kim Example-Lead","role":"SOCIAL_WORKER","families":1}]}
                """.formatted(FAMILY, LEAD));
        house.allocation.on("GET /allocation-queue", """
                {"total":1,"items":[{"familyId":"%s","reasonCode":"ADDRESS_PROTECTED","reasonText":"A person chooses the team",
                 "since":"2026-11-20T09:00:00Z","limitAt":"2026-11-21T17:00:00Z","overdue":true,"urgent":false,"suggestedTeams":["T07"]}]}
                """.formatted(FAMILY));
        house.allocation.on("POST /workers/names", "{\"%s\":\"Kim Example-Lead\"}".formatted(LEAD));
    }

    private void specialists() {
        house.specialist.on("GET /families/" + FAMILY, """
                {"familyId":"%s","teamCode":"T07","requests":[{"requestId":"%s","discipline":"MENTAL_HEALTH","disciplineText":"Mental health",
                 "state":"WAITING","teamCode":"T07","urgent":false,"requestedAt":"2026-11-21T09:00:00Z","waitingSince":"2026-11-21T09:00:00Z","decisions":[]}],
                 "practitioners":[],"total":0,"inputs":[]}
                """.formatted(FAMILY, REQUEST));
        house.specialist.on("GET /tray", """
                {"total":1,"capacity":8,"digestWanted":true,"items":[{"requestId":"%s","familyId":"%s","discipline":"MENTAL_HEALTH",
                 "disciplineText":"Mental health","state":"ASSIGNED","teamCode":"T07","urgent":false,"assignedAt":"2026-11-22T09:00:00Z","leadWorkerId":"%s"}]}
                """.formatted(REQUEST, FAMILY, LEAD));
        house.specialist.on("GET /queue", """
                {"total":1,"items":[{"requestId":"%s","familyId":"%s","discipline":"MENTAL_HEALTH","disciplineText":"Mental health","teamCode":"T07",
                 "urgent":false,"since":"2026-11-20T09:00:00Z","workingDaysWaited":1,"limitAt":"2026-11-27T17:00:00Z","overdue":false,
                 "reasons":["NO_ROOM"],"reasonTexts":["Nobody has room"]}]}
                """.formatted(REQUEST, FAMILY));
        house.specialist.on("GET /codes", """
                {"disciplines":[],"inputKinds":[{"code":"VISIT","text":"A visit"}],"handBackReasons":[{"code":"NO_ROOM","text":"I have no room"}]}
                """);
        house.specialist.on("GET /practitioners", """
                {"total":1,"items":[{"practitionerId":"%s","disciplines":["MENTAL_HEALTH"],"capacity":8,"held":3,"away":false,"left":false,"digestWanted":true}]}
                """.formatted(LEAD));
    }

    private void outcomes() {
        house.outcomes.on("GET /families/" + FAMILY, """
                {"familyId":"%s","childIds":["%s"],"journeys":[],"outcomes":[{"outcomeId":"%s","familyId":"%s","childId":"%s","kindCode":"CARE_ENTRY",
                 "kindText":"Came into care","happenedOn":"2026-11-01","withdrawn":false,"standing":true,"recordedAt":"2026-11-02T09:00:00Z","recordedBy":"%s"}]}
                """.formatted(FAMILY, CHILD, OTHER, FAMILY, CHILD, LEAD));
        house.outcomes.on("GET /figures", """
                {"knownAt":"2026-11-23T09:00:00.000001Z","knowledgeSequence":7,"from":"2026-04-01","to":"2026-11-23","scopeCode":"COUNTY","scopeText":"Lancashire",
                 "measures":[{"measureCode":"CHILDREN_REFERRED","text":"Children's referrals","sort":"FLOW","scopeCode":"COUNTY","value":7948}]}
                """);
        house.outcomes.on(
                "GET /figures/scopes",
                "[{\"scopeCode\":\"COUNTY\",\"text\":\"Lancashire\"},{\"scopeCode\":\"T07\",\"text\":\"Riverside\"}]");
        house.outcomes.on("GET /figures/published", """
                {"year":2025,"years":[2025],"from":"2026-04-01","to":"2026-11-23","knownAt":"2026-11-23T09:00:00Z","source":"DfE",
                 "figures":[{"code":"referrals","text":"Children's referrals","values":{"Lancashire":7948,"England":632830},"measureCode":"CHILDREN_REFERRED","ours":7948,"source":"DfE"}]}
                """);
        house.outcomes.on("GET /figures/CHILDREN_REFERRED/facts", """
                {"measureCode":"CHILDREN_REFERRED","scopeCode":"COUNTY","knownAt":"2026-11-23T09:00:00Z","knowledgeSequence":7,"total":1,"sum":2,
                 "items":[{"factId":"f","kindCode":"referral.received","familyId":"%s","day":"2026-11-20","amount":2,"recordedAt":"2026-11-20T09:00:00Z"}]}
                """.formatted(FAMILY));
        house.outcomes.on(
                "GET /figures.csv",
                new Answer(200, "text/csv;charset=UTF-8", "measure_code,value\nCHILDREN_REFERRED,7948\n"));
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
                .contains("1 referral waits to be decided", "1 family waits for a team", "1 request to accept")
                .contains("2 families, 0 wait for the team, 1 has no lead", "Danger");
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
                .isEqualTo("{\"familyId\":null}");
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
        var family = browser.get("/families/" + FAMILY);

        assertThat(page.text()).contains("1 Canary Court", "ZZ1 1ZZ");
        assertThat(page.header("Cache-Control")).contains("no-store");
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
    void a_board_asks_once_for_all_titles() throws Exception {
        var browser = house.signedIn("TEAM_MANAGER:T07");

        var page = browser.get("/teams/T07");

        isSound(page);
        assertThat(page.text()).contains("Riverside", "Example-Otter family", "No lead", "Kim Example-Lead");
        assertThat(house.referral.heard("POST /families/titles")).hasSize(1);
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
                        "We talked"));
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
                .contains("2026-11-20T12:00:00Z", "We talked");
        assertThat(wrongDay.status()).isEqualTo(422);
        assertThat(wrongDay.text()).contains("We talked");
    }

    @Test
    void a_request_that_waits_gets_somebody() throws Exception {
        house.specialist.on("POST /requests/" + REQUEST + "/assign", NOTHING);
        var browser = house.signedIn("TEAM_MANAGER:T07");

        isSound(browser.get("/requests"));
        var choice = browser.get("/requests/" + REQUEST + "/assign/MENTAL_HEALTH");
        var done = browser.fill(
                "/requests/" + REQUEST + "/assign/MENTAL_HEALTH",
                "/requests/" + REQUEST + "/assign/MENTAL_HEALTH",
                Map.of("practitionerId", LEAD));

        assertThat(choice.text()).contains("Kim Example-Lead", "Pool, has 3 of 8");
        assertThat(done.location()).endsWith("/requests");
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
}
