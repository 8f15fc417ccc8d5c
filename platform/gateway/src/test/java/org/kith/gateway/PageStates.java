package org.kith.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kith.gateway.ACounty.Told;
import org.kith.gateway.StandIn.Answer;
import org.kith.platform.infrastructure.Chromium;
import org.kith.platform.infrastructure.Chromium.Tab;

/** Every page of the gateway in its main states, and how each comes about. A new page is not finished before it stands here. */
final class PageStates {

    /** Who looks. */
    enum Who {
        NOBODY,
        STAFF,
        OPERATOR
    }

    /**
     * One page in one state.
     *
     * @param name of its picture
     * @param route method and pattern of what draws it
     * @param told what the services tell
     * @param given what is otherwise than they tell
     * @param opens the address that is opened first
     * @param then what is done on it to come to the state
     * @param status what the page is answered with
     */
    record State(
            String name,
            String route,
            Who who,
            Told told,
            Consumer<House> given,
            String opens,
            Consumer<Tab> then,
            int status) {

        State by(Who whoever) {
            return new State(name, route, whoever, told, given, opens, then, status);
        }

        State given(Consumer<House> otherwise) {
            return new State(name, route, who, told, otherwise, opens, then, status);
        }

        State then(Consumer<Tab> act) {
            return new State(name, route, who, told, given, opens, act, status);
        }

        State answered(int with) {
            return new State(name, route, who, told, given, opens, then, with);
        }

        State told(String suffix, Told otherwise) {
            return new State(name + "-" + suffix, route, who, otherwise, given, opens, then, status);
        }
    }

    private static final String FAMILY = "/families/" + ACounty.FAMILY;
    private static final String PERSON = FAMILY + "/people/" + ACounty.CHILD;
    private static final String OUTCOME = FAMILY + "/outcomes/" + ACounty.OUTCOME;
    private static final String REQUEST = "/requests/" + ACounty.REQUEST;
    private static final String WORRY = "/worries/" + ACounty.WORRY;
    private static final String ABSENCES = "/workers/" + ACounty.LEAD + "/absences";
    private static final String TASK =
            "/operate/tasks/settle?service=ALLOCATION&kind=HEARD_REFUSAL&key=" + ACounty.FAMILY;
    private static final String WORKER = "/administration/people/" + ACounty.LEAD;

    /** One of them more than by chance, and the last not over yet. */
    private static final String FIFTEEN_MONTHS = """
            {"knownAt":"2026-11-23T09:00:00Z","knowledgeSequence":77,"from":"2025-09-01","to":"2026-11-23",
             "scopeCode":"COUNTY","scopeText":"Lancashire","measures":[
             {"measureCode":"CHILDREN_REFERRED","text":"Children's referrals","sort":"FLOW","value":10217,"days":[%s]}]}
            """.formatted(IntStream.range(0, 15)
            .mapToObj(month -> "{\"day\":\"%s\",\"value\":%d}"
                    .formatted(LocalDate.of(2025, 9, 1).plusMonths(month), month == 9 ? 905 : 640 + month * 37 % 50))
            .collect(Collectors.joining(",")));

    private static final String AIM_OF_FIFTEEN_MONTHS = """
            [{"measureCode":"CHILDREN_REFERRED","baselineValue":8000,"baselineOn":"2024-03-31","targetValue":7000,"targetOn":"2028-03-31",
              "onTheWay":9400,"source":"Made-up plan, page 7","setAt":"2026-04-02T09:00:00Z","months":[%s]}]
            """.formatted(IntStream.range(0, 15)
            .mapToObj(month -> LocalDate.of(2025, 9, 1).plusMonths(month))
            .map(first -> "{\"from\":\"%s\",\"to\":\"%s\",\"onTheWay\":%d}"
                    .formatted(first, first.plusMonths(1).minusDays(1), 660 - first.getMonthValue()))
            .collect(Collectors.joining(",")));

    private PageStates() {}

    private static State page(String name, String route, String opens) {
        return new State(name, "GET " + route, Who.STAFF, Told.PLAIN, house -> {}, opens, tab -> {}, 200);
    }

    /** A form that was sent and is answered with a page of its own. */
    private static State sent(String name, String route, String form, Consumer<Tab> sent) {
        return new State(name, "POST " + route, Who.STAFF, Told.PLAIN, house -> {}, form, sent, 200);
    }

    /** A form that was sent and comes back with what is wrong. */
    private static State wrong(String name, String route, String form, Consumer<Tab> sent) {
        return sent(name, route, form, sent).answered(422);
    }

    /** All of them while every service answers. */
    static List<State> all() {
        var all = new ArrayList<State>();
        all.addAll(publicPages());
        all.addAll(journey());
        for (var list : lists()) {
            all.add(list);
            all.add(list.told("empty", Told.NOTHING));
            all.add(list.told("full", Told.A_FULL_PAGE));
            all.add(list.told("long-names", Told.LONG));
            all.add(list.told("right-to-left", Told.RIGHT_TO_LEFT));
        }
        all.add(page("months", "/figures/{measureCode}/months", "/figures/CHILDREN_REFERRED/months"));
        all.add(page("months-standing-out", "/figures/{measureCode}/months", "/figures/CHILDREN_REFERRED/months")
                .given(house -> {
                    house.outcomes.on("GET /figures", FIFTEEN_MONTHS);
                    house.outcomes.on("GET /figures/aims", AIM_OF_FIFTEEN_MONTHS);
                }));
        for (String path : List.of("/work", "/screening", "/tray")) {
            all.add(page("kept-out-of" + path.replace('/', '-'), path, path).given(ACounty::keepsTheReaderOut));
        }
        all.addAll(forms());
        all.addAll(formsWithProblems());
        all.addAll(refused());
        all.addAll(operators());
        return all;
    }

    private static List<State> publicPages() {
        return List.of(
                        page("start", "/", "/"),
                        page("accessibility", "/accessibility", "/accessibility"),
                        page("status", "/status", "/status"),
                        page("signed-out", "/signed-out", "/signed-out"),
                        page("sign-in-failed", "/sign-in", "/sign-in?failed"),
                        page("receipt", "/receipt/{token}", "/receipt/" + ACounty.RECEIPT + "?new"),
                        page("receipt", "/receipt/{token}", "/receipt/" + ACounty.RECEIPT)
                                .told("late", Told.LONG),
                        page("worry-whole", "/worries/whole", "/worries/whole"),
                        wrong("worry-whole-wrong", "/worries", "/worries/whole", PageStates::send)
                                .given(house -> house.referral.on(
                                        "POST /referrals",
                                        problems("children[0].familyName", "whatWasSeen", "address.postcode"))),
                        page("continue", "/continue", "/worries/whole").then(tab -> {
                            type(tab, "whatWasSeen", "A bruise and fear");
                            tab.forgetCookie("KITH_FORM");
                            send(tab);
                        }))
                .stream()
                .map(state -> state.by(Who.NOBODY))
                .toList();
    }

    private static List<State> journey() {
        var all = new ArrayList<State>();
        all.add(page("worry-begin", "/worries/new", "/worries/new"));
        all.add(page("worry-link", "/worries/link", "/worries/link"));
        all.add(page("worry-link", "/worries/link", "/worries/link?organisation=Example+Primary+School&source=2A")
                .told("made", Told.PLAIN));
        all.add(page("worry-link", "/worries/link", "/worries/link?organisation=&source=")
                .told("wrong", Told.PLAIN));
        all.add(page("worry-tasks", "/worries/{draftKey}", WORRY));
        for (String step : List.of("you", "children", "adults", "where", "seen", "worries", "safety", "check")) {
            all.add(page("worry-" + step, "/worries/{draftKey}/{step}", WORRY + "/" + step));
        }
        for (String step : List.of("children", "adults", "seen", "check")) {
            all.add(page("worry-" + step, "/worries/{draftKey}/{step}", WORRY + "/" + step)
                    .told("long-names", Told.LONG));
            all.add(page("worry-" + step, "/worries/{draftKey}/{step}", WORRY + "/" + step)
                    .told("right-to-left", Told.RIGHT_TO_LEFT));
        }
        all.add(wrong("worry-children-wrong", "/worries/{draftKey}/{step}", WORRY + "/children", tab -> {
            type(tab, "children[0].dateOfBirth.day", "31");
            type(tab, "children[0].dateOfBirth.month", "2");
            send(tab);
        }));
        all.add(wrong("worry-check-wrong", "/worries/{draftKey}/check", WORRY + "/check", PageStates::send)
                .given(house ->
                        house.referral.on("POST /referrals", problems("children[0].familyName", "whatWasSeen"))));
        all.add(page("worry-nobodys", "/worries/{draftKey}", "/worries/guessed").answered(404));
        return all.stream().map(state -> state.by(Who.NOBODY)).toList();
    }

    /** What grows with the county. */
    static List<State> lists() {
        return List.of(
                page("my-work", "/work", "/work"),
                page("screening", "/screening", "/screening"),
                page("referral", "/screening/{id}", "/screening/" + ACounty.REFERRAL),
                page("referral-open-address", "/screening/{id}", "/screening/" + ACounty.REFERRAL)
                        .given(ACounty::leavesTheAddressOpen),
                page("family-open-address", "/families/{id}", FAMILY).given(ACounty::leavesTheAddressOpen),
                page("search-found", "/search/{id}", "/search").then(tab -> {
                    type(tab, "text", "robin otter 31/2/2016");
                    send(tab);
                }),
                page("family", "/families/{id}", FAMILY),
                page("correction", "/families/{family}/people/{id}", PERSON),
                page("outcomes", "/families/{id}/outcomes", FAMILY + "/outcomes"),
                page("audit", "/families/{id}/audit", FAMILY + "/audit"),
                page("access", "/families/{id}/access", FAMILY + "/access"),
                page("restricted", "/families/restricted", "/families/restricted"),
                page("allocation", "/allocation", "/allocation"),
                page("board", "/teams/{code}", "/teams/T07"),
                page("tray", "/tray", "/tray"),
                page("requests", "/requests", "/requests"),
                page("assign", "/requests/{id}/assign", REQUEST + "/assign"),
                page("figures", "/figures", "/figures"),
                page("facts", "/figures/{measureCode}/facts", "/figures/CHILDREN_REFERRED/facts"),
                page("drafts", "/drafts", "/drafts"),
                page("waiting-list", "/waiting/list", "/waiting/list?kind=ALLOCATION"),
                page("people", "/administration", "/administration"),
                page("person", "/administration/people/{id}", WORKER));
    }

    private static List<State> forms() {
        return List.of(
                page("search", "/search", "/search"),
                page("teams", "/teams", "/teams"),
                page("address", "/families/{id}/address", FAMILY + "/address"),
                page("protect", "/families/{id}/address/protect", FAMILY + "/address/protect"),
                page("address-opened", "/families/{id}/address/opened", FAMILY + "/address")
                        .then(tab -> {
                            type(tab, "reason", "To visit");
                            send(tab);
                        }),
                page("join", "/families/{id}/join", FAMILY + "/join"),
                sent("access-found", "/families/{id}/access", FAMILY + "/access", tab -> {
                    type(tab, "name", "kim");
                    press(tab, "find");
                }),
                page("place", "/families/{id}/place", FAMILY + "/place"),
                page("lead", "/families/{id}/lead", FAMILY + "/lead"),
                page("transfer", "/families/{id}/transfer", FAMILY + "/transfer"),
                page("close", "/families/{id}/close", FAMILY + "/close"),
                page("let-go", "/families/{id}/let-go", FAMILY + "/let-go"),
                page("waiting", "/waiting", "/waiting"),
                page("tasks", "/operate/tasks", "/operate/tasks"),
                page("task", "/operate/tasks/settle", TASK),
                page("absences", "/workers/{id}/absences", ABSENCES),
                page("one-outcome", "/outcomes/new", "/outcomes/new"),
                page("outcome", "/families/{id}/outcomes/new", FAMILY + "/outcomes/new"),
                page("outcome-correct", "/families/{id}/outcomes/{outcomeId}/correct", OUTCOME + "/correct"),
                page("outcome-withdraw", "/families/{id}/outcomes/{outcomeId}/withdraw", OUTCOME + "/withdraw"),
                page("hand-back", "/requests/{id}/hand-back", REQUEST + "/hand-back"),
                page("input", "/requests/{id}/inputs", REQUEST + "/inputs"),
                page("outcomes-file", "/outcomes/file", "/outcomes/file"),
                page("referrals-file", "/referrals/file", "/referrals/file"),
                page("referrals-taken", "/referrals/file", "/referrals/file")
                        .given(house -> house.referral.on("POST /referrals/csv", """
                                {"taken":1,"refused":1,"rows":[{"row":2,"reference":"K7-4TR-92X"},
                                 {"row":3,"errors":[{"field":"postcode","code":"invalid","message":"There is no such postcode"}]}]}
                                """))
                        .then(tab -> sendFile(tab, "referrals.csv", "children,postcode\nRobin,BB11 3DF\n")),
                page("outcomes-taken", "/outcomes/file", "/outcomes/file")
                        .given(house -> house.outcomes.on("POST /outcomes/csv", """
                                {"taken":1,"refused":1,"rows":[{"row":2,"outcomeId":"0199f0e0-8888-7000-8000-000000000001"},
                                 {"row":3,"errors":[{"field":"happenedOn","code":"invalid","message":"There is no such day"}]}]}
                                """))
                        .then(tab -> sendFile(tab, "outcomes.csv", "child,kind\na,CARE_ENTRY\n")),
                page("presence", "/families/{family}/people/{id}", PERSON)
                        .given(house -> otherwise(() -> {
                            house.letInAs(ACounty.LEAD, "Kim Example-Heron", "SCREENING_WORKER");
                            var colleague = house.browser();
                            colleague.signIn(PERSON);
                        })),
                sent("people-found", "/administration", "/administration", tab -> {
                    type(tab, "name", "lead");
                    send(tab, "/administration");
                }),
                page("aim", "/figures/{measureCode}/aim", "/figures/CHILDREN_REFERRED/aim"),
                page("person-new", "/administration/people/new", "/administration/people/new"),
                page("person-roles", "/administration/people/{id}/roles", WORKER + "/roles"),
                page("person-leaves", "/administration/people/{id}/leave", WORKER + "/leave"),
                sent("person-link", "/administration/people/{id}/link", WORKER, tab -> send(tab, WORKER + "/link")),
                page("administration-teams", "/administration/teams", "/administration/teams"),
                page("team-new", "/administration/teams/new", "/administration/teams/new"),
                page("team", "/administration/teams/{code}", "/administration/teams/T07"));
    }

    private static List<State> formsWithProblems() {
        var all = new ArrayList<State>();
        all.add(page("search-wrong", "/search/{id}", "/search")
                .then(PageStates::send)
                .answered(422)
                .given(house -> house.referral.on("POST /search", problems("text"))));
        all.add(wrong(
                        "decision-wrong",
                        "/screening/{id}/decision",
                        "/screening/" + ACounty.REFERRAL,
                        tab -> send(tab, "/screening/" + ACounty.REFERRAL + "/decision"))
                .given(house -> house.referral.on(
                        "POST /screening/" + ACounty.REFERRAL + "/decision", problems("level", "decision", "reason"))));
        all.add(wrong("match-wrong", "/screening/{id}/family", "/screening/" + ACounty.REFERRAL, tab -> {
                    choose(tab, "familyId", ACounty.FAMILY);
                    send(tab, "/screening/" + ACounty.REFERRAL + "/family");
                })
                .given(house ->
                        house.referral.on("POST /screening/" + ACounty.REFERRAL + "/family", problems("familyId"))));
        all.add(wrong("protect-wrong", "/families/{id}/address/protect", FAMILY + "/address/protect", PageStates::send)
                .given(house -> house.referral.on("POST " + FAMILY + "/address/protect", problems("reason"))));
        all.add(wrong("address-wrong", "/families/{id}/address", FAMILY + "/address", PageStates::send));
        all.add(wrong("access-wrong", "/families/{id}/access", FAMILY + "/access", tab -> press(tab, "keep"))
                .given(house ->
                        house.referral.on("POST " + FAMILY + "/access", problems("onlyThese", "never", "reason"))));
        all.add(wrong("access-nobody", "/families/{id}/access", FAMILY + "/access", tab -> press(tab, "find")));
        all.add(wrong("join-wrong", "/families/{id}/join", FAMILY + "/join", PageStates::send));
        for (String act : List.of("place", "lead", "transfer", "close", "let-go")) {
            all.add(wrong(act + "-wrong", "/families/{id}/" + act, FAMILY + "/" + act, PageStates::send)
                    .given(house -> house.allocation.on(
                            "POST " + FAMILY + "/" + act, problems("teamCode", "workerId", "reasonCode", "reason"))));
        }
        all.add(wrong("outcome-wrong", "/families/{id}/outcomes/new", FAMILY + "/outcomes/new", PageStates::send)
                .given(house -> house.outcomes.on("POST /outcomes", problems("childId", "kindCode", "happenedOn"))));
        for (String act : List.of("correct", "withdraw")) {
            all.add(wrong(
                            "outcome-" + act + "-wrong",
                            "/families/{id}/outcomes/{outcomeId}/" + act,
                            OUTCOME + "/" + act,
                            PageStates::send)
                    .given(house -> house.outcomes.on("POST /outcomes", problems("note", "kindCode"))));
        }
        all.add(wrong("correction-wrong", "/families/{family}/people/{id}", PERSON, tab -> {
            type(tab, "trueFrom.day", "31");
            type(tab, "trueFrom.month", "2");
            send(tab);
        }));
        all.add(wrong("merge", "/families/{family}/people/{id}", PERSON, tab -> {
                    type(tab, "givenName", "Robert");
                    send(tab);
                })
                .given(house -> house.referral.on("POST " + PERSON + "/corrections", asked -> {
                    house.referral.on("GET " + PERSON, """
                            {"personId":"%s","familyId":"%s","kind":"CHILD","version":2,"hidden":[],
                             "values":{"givenName":"Robyn","familyName":"Example-Otter","dateOfBirth":"2016-05-06"},
                             "changes":[{"field":"givenName","was":"Robin","now":"Robyn","version":2,"trueFrom":"2026-11-20",
                              "recordedAt":"2026-11-20T09:05:00Z","by":"%s"}]}
                            """.formatted(ACounty.CHILD, ACounty.FAMILY, ACounty.LEAD));
                    return Answer.problem(
                            409, "{\"status\":409,\"code\":\"changed-meanwhile\",\"detail\":\"Somebody was faster\"}");
                }))
                .answered(409));
        for (String act : List.of("accept", "finish")) {
            all.add(wrong(
                            "tray-" + act + "-wrong",
                            "/requests/{id}/" + act,
                            "/tray",
                            tab -> send(
                                    tab,
                                    "/requests/" + (act.equals("accept") ? ACounty.REQUEST : secondRequest()) + "/"
                                            + act))
                    .told("now", Told.RIGHT_TO_LEFT)
                    .given(house -> house.specialist.on(
                            "POST /requests/" + (act.equals("accept") ? ACounty.REQUEST : secondRequest()) + "/" + act,
                            Answer.problem(409, """
                                    {"status":409,"code":"request-has-another","detail":"Somebody else has this request now"}
                                    """)))
                    .answered(409));
        }
        for (String act : List.of("hand-back", "inputs")) {
            all.add(wrong(act + "-wrong", "/requests/{id}/" + act, REQUEST + "/" + act, PageStates::send)
                    .given(house -> house.specialist.on(
                            "POST " + REQUEST + "/" + act, problems("reasonCode", "note", "kindCode", "text"))));
        }
        all.add(wrong("assign-wrong", "/requests/{id}/assign", REQUEST + "/assign", PageStates::send)
                .given(house -> house.specialist.on("POST " + REQUEST + "/assign", problems("practitionerId"))));
        all.add(wrong("absences-wrong", "/workers/{id}/absences", ABSENCES, tab -> send(tab, ABSENCES)));
        all.add(wrong("aim-wrong", "/figures/{measureCode}/aim", "/figures/CHILDREN_REFERRED/aim", tab -> {
            type(tab, "targetValue", "fewer");
            send(tab);
        }));
        all.add(wrong("one-outcome-wrong", "/outcomes/new", "/outcomes/new", PageStates::send));
        all.add(wrong("task-wrong", "/operate/tasks/settle", TASK, PageStates::send)
                .given(house -> house.allocation.on("POST /operate/tasks/settle", problems("reason"))));
        all.add(wrong("outcomes-file-wrong", "/outcomes/file", "/outcomes/file", PageStates::send));
        all.add(wrong("referrals-file-wrong", "/referrals/file", "/referrals/file", PageStates::send));
        all.add(wrong(
                "person-new-wrong",
                "/administration/people/new",
                "/administration/people/new",
                tab -> send(tab, "/administration/people/new")));
        all.add(wrong("person-roles-wrong", "/administration/people/{id}/roles", WORKER + "/roles", tab -> {
            tab.ask("document.querySelectorAll('main input[type=checkbox]').forEach(box => box.checked = false); true");
            send(tab, WORKER + "/roles");
        }));
        all.add(wrong("person-leaves-wrong", "/administration/people/{id}/leave", WORKER + "/leave", tab -> {
            type(tab, "from.day", "31");
            type(tab, "from.month", "2");
            send(tab, WORKER + "/leave");
        }));
        all.add(wrong("team-new-wrong", "/administration/teams/new", "/administration/teams/new", PageStates::send)
                .given(house -> house.allocation.on("POST /teams", problems("code", "name", "capacityPoints"))));
        all.add(wrong("team-wrong", "/administration/teams/{code}", "/administration/teams/T07", tab -> {
            type(tab, "capacityPoints", "many");
            send(tab);
        }));
        return all;
    }

    private static String secondRequest() {
        return ACounty.second(ACounty.REQUEST);
    }

    private static List<State> refused() {
        var no = Answer.problem(
                403, "{\"status\":403,\"code\":\"not-allowed\",\"detail\":\"Your role does not include this\"}");
        return List.of(
                page("screening-refused", "/screening", "/screening")
                        .given(house -> house.referral.on("GET /screening", no)),
                page("family-refused", "/families/{id}", FAMILY)
                        .given(house -> house.referral.on("GET " + FAMILY, no))
                        .answered(403),
                page("family-unknown", "/families/{id}", FAMILY)
                        .given(house -> house.referral.on(
                                "GET " + FAMILY, Answer.problem(404, "{\"status\":404,\"code\":\"not-found\"}")))
                        .answered(404),
                page("board-refused", "/teams/{code}", "/teams/T07")
                        .given(house -> house.allocation.on("GET /teams/T07/board", no))
                        .answered(403),
                page("people-refused", "/administration", "/administration")
                        .given(house -> house.allocation.on("GET /workers/register", no))
                        .answered(403),
                page("family-withheld", "/families/{id}", FAMILY)
                        .given(house -> house.specialist.on("GET " + FAMILY, """
                        {"familyId":"%s","teamCode":"T07","requests":[],"practitioners":[],"total":0,"inputs":[],
                         "withheld":"Some chapters are kept from you"}
                        """.formatted(ACounty.FAMILY))),
                page("no-such-page", "/families/{id}", "/no-such-page").answered(404));
    }

    private static List<State> operators() {
        Consumer<House> parked = house -> {
            house.allocation.on("GET /operate/streams/parked", """
                    {"total":1,"items":[{"consumer":"allocation-referrals","council":"E10000017","publisher":"referral","key":"%s","state":"PARKED",
                     "since":"2026-11-20T09:00:00Z","lastSequence":7,"parked":1,"facts":[{"sequence":8,"type":"referral.accepted","reason":"FAILED",
                     "detail":"IllegalStateException","since":"2026-11-20T09:00:00Z","readable":true}]}]}
                    """.formatted(ACounty.FAMILY));
            house.allocation.on("POST /operate/streams/replay", Answer.problem(409, """
                    {"status":409,"code":"still-refused","detail":"The fact is still refused"}
                    """));
        };
        return List.of(
                page("streams-none", "/operate/streams", "/operate/streams").by(Who.OPERATOR),
                page("streams", "/operate/streams", "/operate/streams")
                        .by(Who.OPERATOR)
                        .given(parked),
                wrong(
                                "streams-wrong",
                                "/operate/streams",
                                "/operate/streams",
                                tab -> tab.leaving(() ->
                                        tab.ask("document.querySelector('main button[value=replay]').click(); true")))
                        .by(Who.OPERATOR)
                        .given(parked)
                        .answered(409),
                page("my-work-operator", "/work", "/work").by(Who.OPERATOR));
    }

    /** Pages with a part missing; each service that goes stays away until the end. */
    static List<State> away() {
        return List.of(
                page("figures-away", "/figures", "/figures")
                        .given(house -> house.outcomes.goAway())
                        .answered(503),
                wrong("decision-away", "/screening/{id}/decision", "/screening/" + ACounty.REFERRAL, tab -> {
                            choose(tab, "decision", "ACCEPT");
                            type(tab, "reason", "Words that took thought");
                            send(tab, "/screening/" + ACounty.REFERRAL + "/decision");
                        })
                        .given(PageStates::awayOnceTold)
                        .answered(503),
                page("family-without-outcomes", "/families/{id}", FAMILY).given(house -> house.outcomes.goAway()),
                page("outcomes-away", "/families/{id}/outcomes", FAMILY + "/outcomes")
                        .given(house -> house.outcomes.goAway()),
                page("tray-away", "/tray", "/tray").given(PageStates::noSpecialists),
                page("requests-away", "/requests", "/requests").given(PageStates::noSpecialists),
                page("hand-back-away", "/requests/{id}/hand-back", REQUEST + "/hand-back")
                        .given(PageStates::noSpecialists),
                page("family-without-two", "/families/{id}", FAMILY).given(PageStates::noSpecialists),
                page("audit-away", "/families/{id}/audit", FAMILY + "/audit").given(PageStates::noSpecialists),
                page("drafts-away", "/drafts", "/drafts").given(PageStates::noSpecialists),
                page("teams-away", "/teams", "/teams").given(PageStates::noTeams),
                page("allocation-away", "/allocation", "/allocation").given(PageStates::noTeams),
                page("board-away", "/teams/{code}", "/teams/T07")
                        .given(PageStates::noTeams)
                        .answered(503),
                page("my-work-away", "/work", "/work").given(PageStates::noTeams),
                page("status-away", "/status", "/status").given(PageStates::noTeams),
                wrong("worry-away", "/worries/{draftKey}/{step}", WORRY + "/seen", tab -> {
                            type(tab, "whatWasSeen", "Words that took thought");
                            send(tab);
                        })
                        .by(Who.NOBODY)
                        .given(house -> house.referral.on(
                                "PUT /drafts/" + ACounty.WORRY, new Answer(503, "application/json", "{}")))
                        .answered(503),
                wrong("worry-begin-away", "/worries/new", "/worries/new", PageStates::send)
                        .by(Who.NOBODY)
                        .given(PageStates::noneAtAll)
                        .answered(503),
                page("worry-whole-away", "/worries/whole", "/worries/whole")
                        .by(Who.NOBODY)
                        .given(PageStates::noneAtAll),
                page("family-away", "/families/{id}", FAMILY).given(PageStates::noneAtAll),
                page("screening-away", "/screening", "/screening").given(PageStates::noneAtAll),
                page("referral-away", "/screening/{id}", "/screening/" + ACounty.REFERRAL)
                        .given(PageStates::noneAtAll)
                        .answered(503));
    }

    /** From the decision on the service does not answer, so that not even the form can be shown again. */
    private static void awayOnceTold(House house) {
        var gone = new Answer(503, "application/json", "{}");
        var referral = "/screening/" + ACounty.REFERRAL;
        house.referral.on("POST " + referral + "/decision", told -> {
            house.referral.on("GET " + referral, gone);
            return gone;
        });
    }

    private static void noSpecialists(House house) {
        house.outcomes.goAway();
        house.specialist.goAway();
    }

    private static void noTeams(House house) {
        noSpecialists(house);
        house.allocation.goAway();
    }

    private static void noneAtAll(House house) {
        noTeams(house);
        house.referral.goAway();
    }

    /** An answer that names each of these fields. */
    private static Answer problems(String... fields) {
        var errors = new ArrayList<String>();
        for (String field : fields) {
            errors.add("{\"field\":\"%s\",\"code\":\"required\",\"message\":\"Say this in a few words\"}"
                    .formatted(field));
        }
        return Answer.problem(
                422,
                "{\"status\":422,\"code\":\"invalid\",\"detail\":\"Invalid\",\"errors\":[%s]}"
                        .formatted(String.join(",", errors)));
    }

    /** Writes into the field of that name, in place of what stands there. */
    static void type(Tab tab, String name, String text) {
        tab.ask("document.querySelector('main [name=' + CSS.escape(" + Chromium.quoted(name) + ") + ']').value = "
                + Chromium.quoted(text) + "; true");
    }

    private static void choose(Tab tab, String name, String value) {
        tab.ask("document.querySelector('main [name=' + CSS.escape(" + Chromium.quoted(name) + ") + '][value=\"" + value
                + "\"]').checked = true; true");
    }

    /** Sends the page's form. */
    static void send(Tab tab) {
        tab.leaving(() -> tab.ask("document.querySelector('main form').requestSubmit(); true"));
    }

    private static void send(Tab tab, String action) {
        tab.leaving(() -> tab.ask(
                "[...document.querySelectorAll('main form')].find(form => form.getAttribute('action').split('?')[0] === "
                        + Chromium.quoted(action) + ").requestSubmit(); true"));
    }

    /** Sends the page's form by one of its buttons. */
    private static void press(Tab tab, String act) {
        tab.leaving(() -> tab.ask("document.querySelector('main button[name=act][value=" + act + "]').click(); true"));
    }

    private static void sendFile(Tab tab, String name, String content) {
        try {
            var file = Files.createTempDirectory("kith-file").resolve(name);
            Files.writeString(file, content);
            tab.file("input[type=file]", file);
            send(tab);
            Files.delete(file);
            Files.delete(Path.of(file.toString()).getParent());
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** Something that may fail in any way. */
    private interface Act {
        void run() throws Exception;
    }

    private static void otherwise(Act act) {
        try {
            act.run();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
