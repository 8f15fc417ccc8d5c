package org.kith.gateway;

import java.util.List;
import org.kith.gateway.StandIn.Answer;

/** One family in a county, as every service would tell of it. */
final class ACounty {

    static final String FAMILY = "0199f0e0-1111-7000-8000-000000000001";
    static final String OTHER = "0199f0e0-1111-7000-8000-000000000002";
    static final String REFERRAL = "0199f0e0-4444-7000-8000-000000000001";
    static final String CHILD = "0199f0e0-5555-7000-8000-000000000001";
    static final String LEAD = "0199f0e0-6666-7000-8000-000000000001";
    static final String REQUEST = "0199f0e0-7777-7000-8000-000000000001";

    private ACounty() {}

    /** Lets the house's services tell of it. */
    static void in(House house) {
        frontDoor(house);
        allocation(house);
        specialists(house);
        outcomes(house);
        for (var service : List.of(house.referral, house.allocation, house.specialist, house.outcomes)) {
            service.on("GET /audit/families/" + FAMILY, """
                    {"total":1,"items":[{"at":"2026-11-21T09:00:00Z","who":"%s","kind":"STAFF","door":"GET /families/{id}","status":200,
                     "acts":["family.seen"],"personIds":[]}]}
                    """.formatted(LEAD));
        }
    }

    private static void frontDoor(House house) {
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
        house.referral.on("GET /referrals/codes", House.CODES);
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

    private static void allocation(House house) {
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

    private static void specialists(House house) {
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

    private static void outcomes(House house) {
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
}
