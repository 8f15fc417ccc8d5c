package org.kith.gateway;

import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kith.gateway.StandIn.Answer;
import org.kith.gateway.StandIn.Heard;

/** One family in a county, and as many beside it as are wanted, as every service would tell of them. */
final class ACounty {

    static final String FAMILY = "0199f0e0-1111-7000-8000-000000000001";
    static final String OTHER = "0199f0e0-1111-7000-8000-000000000002";
    static final String REFERRAL = "0199f0e0-4444-7000-8000-000000000001";
    static final String CHILD = "0199f0e0-5555-7000-8000-000000000001";
    static final String LEAD = "0199f0e0-6666-7000-8000-000000000001";
    static final String REQUEST = "0199f0e0-7777-7000-8000-000000000001";
    static final String OUTCOME = "0199f0e0-8888-7000-8000-000000000001";
    static final String DRAFT = "0199f0e0-9999-7000-8000-000000000001";
    static final String WORRY = "unguessable-resume-token";
    static final String RECEIPT = "unguessable-receipt-token";

    /**
     * How it is told.
     *
     * @param rows how many of each thing; 0 for an empty county
     */
    record Told(String given, String family, String worker, String words, int rows) {

        private static final Pattern LIMIT = Pattern.compile("limit=([0-9]+)");

        static final Told PLAIN = new Told("Robin", "Example-Otter", "Kim Example-Lead", "A bruise <b>and</b> fear", 1);

        static final Told NOTHING = new Told("Robin", "Example-Otter", "Kim Example-Lead", "Nothing", 0);

        /** As many as one page of a list has, of names as long as double-barrelled ones are. */
        static final Told A_FULL_PAGE = new Told(
                "Maximiliana-Josephine",
                "Example-Otterbourne-Featherstonehaugh",
                "Kim Example-Heronsgate",
                "A bruise <b>and</b> fear. ".repeat(40),
                50);

        static final Told LONG = new Told(
                "Wolfeschlegelsteinhausenbergerdorff".repeat(5),
                "Example" + "otter".repeat(40),
                "Example" + "lead".repeat(40),
                "Aaaa".repeat(500),
                2);

        /** Right to left, with marks that combine with the letter before, and one that turns the order of what follows. */
        static final Told RIGHT_TO_LEFT = new Told(
                "\u05e9\u05b8\u05dc\u05d5\u05b9\u05dd\u202e",
                "Example-\u0645\u064f\u062d\u0645\u0651\u062f",
                "Zoe\u0301\u0308\u0327 Example-\u05d9\u05e2\u05dc",
                "\u0631\u0623\u064a\u062a \u0643\u062f\u0645\u0629 abc \u05d5\u05d4\u05d9\u05dc\u05d3 123",
                2);

        /** No more than was asked for. */
        private Told atMost(Heard asked) {
            var limit = LIMIT.matcher(asked.body());
            return limit.find()
                    ? new Told(given, family, worker, words, Math.min(rows, Integer.parseInt(limit.group(1))))
                    : this;
        }

        String title() {
            return family + " family";
        }

        private String items(IntFunction<String> item) {
            return "\"total\":%d,\"items\":[%s]".formatted(rows > 1 ? rows * 100 : rows, list(item));
        }

        /** What a family has few of, however large the county. */
        private String few(IntFunction<String> item) {
            return IntStream.range(0, Math.min(rows, 10)).mapToObj(item).collect(Collectors.joining(","));
        }

        private String list(IntFunction<String> item) {
            return list(rows, item);
        }

        private String list(int most, IntFunction<String> item) {
            return IntStream.range(0, Math.min(rows, most)).mapToObj(item).collect(Collectors.joining(","));
        }
    }

    /** As many as outcomes-service measures: a list of them is not paged and cannot be longer. */
    private static final int MEASURES = 22;

    private ACounty() {}

    /** The id of one of many: the first is the one that tests know by name. */
    private static String id(String first, int number) {
        return number == 0 ? first : first.substring(0, first.length() - 4) + "%04x".formatted(0x1000 + number);
    }

    /** The id of the second of many. */
    static String second(String first) {
        return id(first, 1);
    }

    /** Lets the house's services tell of it. */
    static void in(House house) {
        in(house, Told.PLAIN);
    }

    static void in(House house, Told told) {
        frontDoor(house, told);
        worries(house, told);
        people(house, told);
        allocation(house, told);
        specialists(house, told);
        outcomes(house, told);
        administration(house, told);
        for (var service : List.of(house.referral, house.allocation, house.specialist, house.outcomes)) {
            service.on(
                    "GET /audit/families/" + FAMILY,
                    "{" + told.items(number -> """
                    {"at":"2026-11-21T09:%02d:00Z","who":"%s","kind":"STAFF","door":"GET /families/{id}","status":200,
                     "acts":["family.seen"],"personIds":[]}
                    """.formatted(number % 60, id(LEAD, number))) + "}");
            service.on("GET /operate/streams/parked", "{\"total\":0,\"items\":[]}");
            service.on("GET /waiting/counts", """
                    {"kinds":[{"kind":"ALLOCATION","total":%d,"first":{"kind":"ALLOCATION","key":"%s","familyId":"%s",
                     "ownerCode":"TEAM_MANAGER","reasonCode":"ADDRESS_PROTECTED","urgent":false,"since":"2026-11-20T09:00:00Z",
                     "limitAt":"2026-11-21T17:00:00Z","overdue":true}}]}
                    """.formatted(told.rows(), FAMILY, FAMILY));
            service.on("GET /waiting", asked -> Answer.json("{" + waits(told.atMost(asked)) + "}"));
            service.on(
                    "GET /operate/tasks/open",
                    asked -> Answer.json("{\"kinds\":[{\"kind\":\"HEARD_REFUSAL\",\"settledByHand\":true,"
                            + waits(told.atMost(asked)) + "}]}"));
        }
    }

    private static String waits(Told told) {
        return told.items(number -> """
                {"kind":"ALLOCATION","key":"%s","familyId":"%s","ownerCode":"TEAM_MANAGER","reasonCode":"ADDRESS_PROTECTED",
                 "urgent":false,"since":"2026-11-20T09:00:00Z","limitAt":"2026-11-21T17:00:00Z","overdue":true}
                """.formatted(id(FAMILY, number), id(FAMILY, number)));
    }

    /** A list keeps the reader from the family whose referral waits, and whose work they have. */
    static void keepsTheReaderOut(House house) {
        house.referral.on("GET /screening", """
                {"total":1,"items":[{"referralId":"%s","reference":"K7-4TR-92X","receivedAt":"2026-11-20T09:00:00Z",
                 "decisionDueAt":"2026-11-23T17:00:00Z","overdue":true,"immediateDanger":true,"sourceCode":"2A","children":2,
                 "worries":[],"familyId":"%s","restricted":true,"closedToScreening":true}]}
                """.formatted(REFERRAL, FAMILY));
        house.specialist.on("GET /tray", """
                {"capacity":8,"digestWanted":true,"total":1,"items":[{"requestId":"%s","familyId":"%s","discipline":"MENTAL_HEALTH",
                 "disciplineText":"Mental health","state":"ASSIGNED","teamCode":"T07","urgent":false,
                 "assignedAt":"2026-11-22T09:00:00Z","closed":true}]}
                """.formatted(REQUEST, FAMILY));
    }

    private static void frontDoor(House house, Told told) {
        house.referral.on(
                "GET /screening",
                "{" + told.items(number -> """
                {"referralId":"%s","reference":"K7-4TR-92X","receivedAt":"2026-11-20T09:00:00Z",
                 "decisionDueAt":"2026-11-23T17:00:00Z","overdue":true,"immediateDanger":true,"sourceCode":"2A","children":2,
                 "worries":["3B"],"familyId":"%s","restricted":false,"closedToScreening":false}
                """.formatted(id(REFERRAL, number), id(FAMILY, number))) + "}");
        house.referral.on("GET /screening/" + REFERRAL, """
                {"referralId":"%s","reference":"K7-4TR-92X","stage":"BEING_LOOKED_AT","receivedAt":"2026-11-20T09:00:00Z",
                 "decisionDueAt":"2026-11-23T17:00:00Z","overdue":false,"immediateDanger":false,
                 "referrer":{"name":"Mx Example-Teacher","sourceCode":"2A","sourceText":"Schools"},
                 "children":[{"personId":"%s","givenName":"%s","familyName":"%s","dateOfBirth":"2019-04-30"}],
                 "adults":[],"relationships":[],
                 "address":{"isProtected":true,"unknown":false,"lines":[]},
                 "worries":[{"code":"3B","text":"Domestic abuse: concerns about the parent"}],
                 "whatWasSeen":"%s","mustNotKnow":[{"name":"Sam %s","why":"hurt them"}],
                 "familyId":"%s","provisionalFamilyId":"%s","matchedBy":"POLICY","neededDisciplines":[],
                 "candidates":[%s],"otherContacts":[],"lookedAt":"2026-11-23T09:30:00Z","lookedAtBy":"%s"}
                """.formatted(
                        REFERRAL,
                        CHILD,
                        told.given(),
                        told.family(),
                        told.words(),
                        told.family(),
                        FAMILY,
                        OTHER,
                        told.list(number -> """
                                {"familyId":"%s","title":"%s","evidenceFor":["same child"],"evidenceAgainst":["other postcode"]}
                                """.formatted(id(FAMILY, number), told.title())),
                        LEAD));
        house.referral.on("GET /referrals/codes", House.CODES);
        house.referral.on("GET /families/" + FAMILY, """
                {"familyId":"%s","title":"%s",
                 "people":[%s],
                 "relationships":[],"address":{"isProtected":true,"unknown":false,"lines":[]},"addressProtected":true,
                 "mustNotKnow":[],"referrals":[%s]}
                """.formatted(
                        FAMILY,
                        told.title(),
                        IntStream.range(0, Math.clamp(told.rows(), 1, 12))
                                .mapToObj(number -> """
                                        {"personId":"%s","kind":"CHILD","givenName":"%s","familyName":"%s","dateOfBirth":"2019-04-30"}
                                        """.formatted(id(CHILD, number), told.given(), told.family()))
                                .collect(Collectors.joining(",")),
                        told.few(number -> """
                                {"referralId":"%s","reference":"K7-4TR-92X","receivedAt":"2026-11-20T09:00:00Z","stage":"ACCEPTED"}
                                """.formatted(id(REFERRAL, number)))));
        house.referral.on(
                "GET /families/" + FAMILY + "/timeline",
                "{" + told.items(number -> """
                {"at":"2026-11-20T09:00:00Z","text":"A worry was received","code":"REFERRAL_RECEIVED","detail":"2A","by":"%s"}
                """.formatted(id(LEAD, number))) + "}");
        house.referral.on("GET /families/" + FAMILY + "/access", """
                {"familyId":"%s","restricted":%s,"onlyThese":[%s],"never":[],"worksWithIt":["%s"],"reason":"%s",
                 "decidedBy":"%s","decidedAt":"2026-11-20T09:00:00Z","lookAgainBy":"2027-02-18T09:00:00Z"}
                """.formatted(
                        FAMILY,
                        told.rows() > 0,
                        told.list(20, number -> "\"%s\"".formatted(id(LEAD, number))),
                        id(LEAD, 30),
                        told.words(),
                        LEAD));
        house.referral.on(
                "GET /families/restricted",
                "{" + told.items(number -> """
                {"familyId":"%s","named":%d,"kept":%d,"decidedAt":"2026-08-20T09:00:00Z","lookAgainBy":"2026-11-18T09:00:00Z"}
                """.formatted(id(FAMILY, number), number % 3, number % 2 + 1)) + "}");
        house.referral.on(
                "POST /families/titles",
                "{%s}"
                        .formatted(IntStream.range(0, Math.max(1, told.rows()))
                                .mapToObj(number -> "\"%s\":\"%s\"".formatted(id(FAMILY, number), told.title()))
                                .collect(Collectors.joining(","))));
        house.referral.on("POST /families/" + FAMILY + "/address/reveal", """
                {"addresses":[{"lines":["1 Example Road"],"postcode":"BB11 3DF","saidAt":"2026-11-20T09:00:00Z"}],"words":["Example Road"]}
                """);
    }

    /** The referral speaks of domestic abuse and nobody asked for the address to be protected. */
    static void leavesTheAddressOpen(House house) {
        house.referral.on("GET /screening/" + REFERRAL, """
                {"referralId":"%s","reference":"K7-4TR-92X","stage":"RECEIVED","receivedAt":"2026-11-20T09:00:00Z",
                 "decisionDueAt":"2026-11-23T17:00:00Z","overdue":false,"immediateDanger":false,
                 "referrer":{"name":"Mx Example-Teacher","sourceCode":"2A","sourceText":"Schools"},
                 "children":[{"personId":"%s","givenName":"Robin","familyName":"Example-Otter","dateOfBirth":"2019-04-30"}],"adults":[],
                 "relationships":[],"address":{"isProtected":false,"unknown":false,"lines":["1 Example Road"],"postcode":"BB11 3DF"},
                 "worries":[{"code":"3B","text":"Domestic abuse: concerns about the parent"}],"whatWasSeen":"A fight","mustNotKnow":[],
                 "familyId":"%s","provisionalFamilyId":"%s","matchedBy":"POLICY","candidates":[],"otherContacts":[],
                 "neededDisciplines":["DOMESTIC_ABUSE_SURVIVOR","DOMESTIC_ABUSE_PERPETRATOR"]}
                """.formatted(REFERRAL, CHILD, FAMILY, FAMILY));
        house.referral.on("GET /families/" + FAMILY, """
                {"familyId":"%s","title":"Example-Otter family","people":[],"relationships":[],"addressProtected":false,"mustNotKnow":[],
                 "address":{"isProtected":false,"unknown":false,"lines":["1 Example Road"],"postcode":"BB11 3DF","mayBeProtected":true},
                 "referrals":[]}
                """.formatted(FAMILY));
    }

    private static void worries(House house, Told told) {
        house.referral.on("POST /drafts", worry("{}"));
        house.referral.on("GET /drafts/" + WORRY, worry("""
                {"key":["0199f0e0-1111-7000-8000-0000000000aa"],"immediateDanger":["yes"],"referrer.name":["Mx Example-Teacher"],
                 "referrer.sourceCode":["2A"],"children[0].givenName":["%s"],"children[0].familyName":["%s"],
                 "adults[0].givenName":["%s"],"adults[0].familyName":["%s"],"adults[0].relation":["MOTHER"],
                 "address.postcode":["BB11 3DF"],"whatWasSeen":["%s"],"worries":["3B"],"familyKnows":["NO"]}
                """.formatted(
                        told.given(), told.family(), told.given(), told.family(), told.words())));
        house.referral.on("PUT /drafts/" + WORRY, worry("{}"));
        house.referral.on("POST /referrals", """
                {"reference":"K7-4TR-92X","receiptToken":"%s","stage":"RECEIVED"}
                """.formatted(RECEIPT));
        house.referral.on("GET /receipts/" + RECEIPT, """
                {"reference":"K7-4TR-92X","stage":"RECEIVED","stageText":"Received","ownerText":"The front door",
                 "receivedAt":"2026-11-20T09:00:00Z","decisionDueAt":"2026-11-23T17:00:00Z","overdue":%s,"workingDaysLeft":1,"undecided":true,
                 "history":[%s]}
                """.formatted(
                        told.rows() > 1,
                        told.list(number -> "{\"at\":\"2026-11-20T09:00:00Z\",\"text\":\"Your worry was received\"}")));
    }

    private static String worry(String fields) {
        return """
                {"key":"%s","form":"REFERRAL","version":1,"fields":%s,"startedAt":"2026-11-23T09:00:00Z",
                 "changedAt":"2026-11-23T09:00:00Z","goneAt":"2026-12-21T09:00:00Z"}
                """.formatted(WORRY, fields);
    }

    /** What search, drafts and corrections tell. */
    private static void people(House house, Told told) {
        house.referral.on("POST /search", """
                {%s,"more":%s,"said":["names like %s"],"notes":["There is no such date of birth as 31/2/2016"]}
                """.formatted(
                told.items(number -> """
                                {"familyId":"%s","title":"%s","why":["The postcode is the same"],"people":[
                                 {"personId":"%s","kind":"CHILD","givenName":"%s","familyName":"%s","dateOfBirth":"2014-05-06","why":["It is what was typed"]},
                                 {"personId":"%s","kind":"CHILD","givenName":"Ada","familyName":"%s","why":[]}]}
                                """.formatted(
                        id(FAMILY, number), told.title(), CHILD, told.given(), told.family(), OTHER, told.family())),
                told.rows() > 2,
                told.given()));
        house.referral.on(
                "GET /drafts",
                asked -> Answer.json(
                        "{" + told.atMost(asked).items(number -> draft("SCREENING_DECISION", REFERRAL, number)) + "}"));
        house.specialist.on(
                "GET /drafts",
                asked -> Answer.json(
                        "{" + told.atMost(asked).items(number -> draft("SPECIALIST_INPUT", REQUEST, number)) + "}"));
        house.referral.on("GET /families/" + FAMILY + "/people/" + CHILD, """
                {"personId":"%s","familyId":"%s","kind":"CHILD","version":1,"hidden":[],
                 "values":{"givenName":"%s","familyName":"%s","dateOfBirth":"2016-05-06","school":"Example Hill School"},"changes":[]}
                """.formatted(
                        CHILD, FAMILY, told.given(), told.family()));
    }

    private static String draft(String form, String about, int number) {
        return """
                {"key":"%s","form":"%s","about":"%s","version":1,"fields":{},"startedAt":"2026-11-20T09:00:00Z",
                 "changedAt":"2026-11-21T09:05:00Z","goneAt":"2026-12-19T09:05:00Z"}
                """.formatted(id(DRAFT, number), form, about);
    }

    private static void allocation(House house, Told told) {
        house.allocation.on(
                "GET /families/" + FAMILY, """
                {"familyId":"%s","state":"HELD","teamCode":"T07","teamName":"Riverside","leadWorkerId":"%s","leadName":"%s",
                 "since":"2026-11-21T09:00:00Z","decisions":[%s]}
                """.formatted(FAMILY, LEAD, told.worker(), told.few(number -> """
                        {"at":"2026-11-21T09:00:00Z","teamCode":"T07","outcome":"ALLOCATED",
                         "reasonCode":"AREA","reasons":["The family lives in its area"],"by":"allocation"}
                        """)));
        house.allocation.on("GET /teams", """
                [{"code":"T07","name":"Riverside","districtCode":"E07000117","capacityPoints":10,"held":4,"live":true},
                 {"code":"T08","name":"Hillside","districtCode":"E07000117","capacityPoints":10,"held":4,"live":true}]
                """);
        house.allocation.on("GET /teams/T07/board", """
                {"team":{"code":"T07","name":"Riverside","districtCode":"E07000117","live":true},"capacity":10,"held":%d,
                 "waiting":[%s],"total":%d,"families":[%s],
                 "workers":[{"workerId":"%s","name":"%s","role":"SOCIAL_WORKER","families":1,"away":false}]}
                """.formatted(
                        told.rows(),
                        told.rows() > 1 ? waiting(told.rows()) : "",
                        told.rows() * 100,
                        told.list(number -> """
                                {"familyId":"%s","since":"2026-11-21T09:00:00Z","reasons":["It lives here"]}
                                """.formatted(id(FAMILY, number))),
                        LEAD,
                        told.worker()));
        house.allocation.on("GET /allocation-queue", "{" + told.items(ACounty::waiting) + "}");
        house.allocation.on(
                "POST /workers/names",
                "{%s}"
                        .formatted(IntStream.range(0, Math.max(1, told.rows()))
                                .mapToObj(number -> "\"%s\":\"%s\"".formatted(id(LEAD, number), told.worker()))
                                .collect(Collectors.joining(","))));
    }

    private static String waiting(int number) {
        return """
                {"familyId":"%s","reasonCode":"ADDRESS_PROTECTED","reasonText":"A person chooses the team",
                 "since":"2026-11-20T09:00:00Z","limitAt":"2026-11-21T17:00:00Z","overdue":true,"urgent":false,"suggestedTeams":["T07"]}
                """.formatted(id(FAMILY, number));
    }

    private static void specialists(House house, Told told) {
        house.specialist.on("GET /requests/" + REQUEST, """
                {"requestId":"%s","familyId":"%s","discipline":"MENTAL_HEALTH","disciplineText":"mental health","state":"ACCEPTED",
                 "keptFromPerpetratorsWorker":true}
                """.formatted(REQUEST, FAMILY));
        house.specialist.on("GET /families/" + FAMILY, """
                {"familyId":"%s","teamCode":"T07","requests":[{"requestId":"%s","discipline":"MENTAL_HEALTH","disciplineText":"Mental health",
                 "state":"WAITING","teamCode":"T07","urgent":false,"requestedAt":"2026-11-21T09:00:00Z","waitingSince":"2026-11-21T09:00:00Z","decisions":[]}],
                 "practitioners":[],"total":%d,"inputs":[%s]}
                """.formatted(
                        FAMILY,
                        REQUEST,
                        told.rows(),
                        told.rows() == 0 ? "" : """
                        {"inputId":"%s","requestId":"%s","discipline":"MENTAL_HEALTH","kindCode":"VISIT","happenedAt":"2026-11-21T09:00:00Z",
                         "recordedAt":"2026-11-21T09:00:00Z","practitionerId":"%s","text":"%s"}
                        """.formatted(OUTCOME, REQUEST, LEAD, told.words())));
        house.specialist.on(
                "GET /tray",
                asked -> Answer.json("{\"capacity\":8,\"digestWanted\":true,"
                        + told.atMost(asked).items(number -> """
                {"requestId":"%s","familyId":"%s","discipline":"MENTAL_HEALTH",
                 "disciplineText":"Mental health","state":"%s","teamCode":"T07","urgent":false,"assignedAt":"2026-11-22T09:00:00Z","leadWorkerId":"%s",
                 "closed":false}
                """.formatted(
                                        id(REQUEST, number),
                                        id(FAMILY, number),
                                        number % 2 == 0 ? "ASSIGNED" : "ACCEPTED",
                                        id(LEAD, number)))
                        + "}"));
        house.specialist.on(
                "GET /queue", "{" + told.items(number -> """
                {"requestId":"%s","familyId":"%s","discipline":"MENTAL_HEALTH","disciplineText":"Mental health","teamCode":"T07",
                 "urgent":false,"since":"2026-11-20T09:00:00Z","workingDaysWaited":1,"limitAt":"2026-11-27T17:00:00Z","overdue":false,
                 "reasons":["NO_ROOM"],"reasonTexts":["Nobody has room"]}
                """.formatted(id(REQUEST, number), id(FAMILY, number))) + "}");
        house.specialist.on("GET /codes", """
                {"disciplines":[],"inputKinds":[{"code":"VISIT","text":"A visit"}],"handBackReasons":[{"code":"NO_ROOM","text":"I have no room"}]}
                """);
        house.specialist.on(
                "GET /requests/" + REQUEST + "/practitioners",
                "{\"disciplineText\":\"mental health\"," + told.items(number -> """
                {"practitionerId":"%s","disciplines":["MENTAL_HEALTH"],"capacity":8,"held":3,"away":false,"left":false,"digestWanted":true}
                """.formatted(id(LEAD, number))) + "}");
    }

    private static void outcomes(House house, Told told) {
        house.outcomes.on("GET /families/" + FAMILY, """
                {"familyId":"%s","childIds":["%s"],"journeys":[],"outcomes":[%s]}
                """.formatted(FAMILY, CHILD, told.list(number ->
                """
                        {"outcomeId":"%s","familyId":"%s","childId":"%s","kindCode":"CARE_ENTRY",
                         "kindText":"Came into care","happenedOn":"2026-11-01","withdrawn":false,"standing":true,"recordedAt":"2026-11-02T09:00:00Z","recordedBy":"%s"}
                        """.formatted(id(OUTCOME, number), FAMILY, CHILD, id(LEAD, number)))));
        house.outcomes.on("GET /figures", """
                {"knownAt":"2026-11-23T09:00:00.000001Z","knowledgeSequence":7,"from":"2026-04-01","to":"2026-11-23","scopeCode":"COUNTY","scopeText":"Lancashire",
                 "measures":[%s]}
                """.formatted(told.list(MEASURES, number -> """
                        {"measureCode":"CHILDREN_REFERRED","text":"Children's referrals","sort":"FLOW","scopeCode":"COUNTY","value":7948,"days":[{"day":"2026-06-03","value":4000},{"day":"2026-09-10","value":3948}]}
                        """)));
        house.outcomes.on("GET /figures/aims", """
                [{"measureCode":"CHILDREN_REFERRED","baselineValue":8000,"baselineOn":"2024-03-31","targetValue":7000,"targetOn":"2028-03-31",
                  "onTheWay":4812,"source":"Made-up plan, page 7","setAt":"2026-04-02T09:00:00Z"}]
                """);
        house.outcomes.on("GET /figures/definitions", """
                [{"measureCode":"CHILDREN_REFERRED","text":"Children's referrals","sort":"FLOW",
                  "definition":"Children named in the referrals received.","attribution":"A fact counts for the team of that day.",
                  "source":"DfE, Children in need: referrals"}]
                """);
        house.outcomes.on(
                "GET /figures/scopes",
                "[{\"scopeCode\":\"COUNTY\",\"text\":\"Lancashire\"},{\"scopeCode\":\"T07\",\"text\":\"Riverside\"}]");
        house.outcomes.on("GET /figures/published", """
                {"year":2025,"years":[2025],"from":"2026-04-01","to":"2026-11-23","knownAt":"2026-11-23T09:00:00Z","source":"DfE",
                 "figures":[{"code":"referrals","text":"Children's referrals","values":{"Lancashire":7948,"England":632830},"measureCode":"CHILDREN_REFERRED","ours":7948,"source":"DfE"}]}
                """);
        house.outcomes.on("GET /figures/CHILDREN_REFERRED/facts", """
                {"measureCode":"CHILDREN_REFERRED","scopeCode":"COUNTY","knownAt":"2026-11-23T09:00:00Z","knowledgeSequence":7,"sum":2,%s}
                """.formatted(
                        told.items(number -> """
                        {"factId":"f%d","kindCode":"referral.received","familyId":"%s","day":"2026-11-20","amount":2,"recordedAt":"2026-11-20T09:00:00Z"}
                        """.formatted(number, id(FAMILY, number)))));
        house.outcomes.on(
                "GET /figures.csv",
                new Answer(200, "text/csv;charset=UTF-8", "measure_code,value\nCHILDREN_REFERRED,7948\n"));
    }

    /** What somebody who administers sees of the people and the teams. */
    private static void administration(House house, Told told) {
        house.allocation.on(
                "GET /workers/register",
                "{" + told.items(number -> """
                {"workerId":"%s","name":"%s","roles":[{"role":"SOCIAL_WORKER","teamCode":"T07","teamName":"Riverside"}],
                 "planned":{"from":"2027-01-04","leaves":true,"roles":[]}}
                """.formatted(id(LEAD, number), told.worker())) + "}");
        house.allocation.on("GET /workers/" + LEAD + "/absences", """
                [{"absenceId":"%s","workerId":"%s","from":"2026-11-20","text":"Away from 20 November 2026"}]
                """.formatted(OUTCOME, LEAD));
        house.allocation.on("GET /workers/" + LEAD, """
                {"workerId":"%s","name":"%s","roles":[{"role":"SOCIAL_WORKER","teamCode":"T07","teamName":"Riverside"}],
                 "history":[{"role":"SOCIAL_WORKER","teamCode":"T07","teamName":"Riverside","joinedOn":"2025-04-01"}],
                 "planned":{"from":"2027-01-04","leaves":true,"roles":[]}}
                """.formatted(LEAD, told.worker()));
        house.issuer.http().on("POST /people/accounts", "{\"items\":[%s]}".formatted(told.list(number ->
                        """
                {"accountId":"%s","username":"kim.lead","displayName":"%s","kind":"staff","disabled":%s,"invited":false}
                """.formatted(id(LEAD, number), told.worker(), number % 3 == 2))));
        house.issuer.http().on("POST /people/" + LEAD + "/link", """
                {"link":"http://127.0.0.1:7601/choose-password?once=unguessable","endsAt":"2026-11-26T09:00:00Z"}
                """);
    }
}
