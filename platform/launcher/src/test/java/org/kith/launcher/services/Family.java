package org.kith.launcher.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.kith.launcher.demo.Workforce;
import org.kith.launcher.doors.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A made-up family on its road, step by step as people take them. Each test makes its own. */
final class Family {

    static final Duration SOON = Duration.ofSeconds(30);

    private final TestKith kith;
    private final String reference;
    private final String token;
    private final String referralId;
    private final String familyId;

    private Family(TestKith kith, String token) {
        this.kith = kith;
        this.token = token;
        this.reference = receipt().text("reference");
        var found = kith.doors()
                .get(
                        Part.REFERRAL,
                        "/referrals/by-reference/" + reference,
                        kith.tokens().person(Workforce.SCREENING))
                .required();
        this.referralId = found.text("referralId");
        this.familyId = found.text("familyId");
    }

    /** A form like the one that the public intake sends on. */
    static Map<String, Object> form(String name, List<String> addressLines, String postcode, String... worries) {
        var form = new LinkedHashMap<String, Object>();
        form.put(
                "referrer", Map.of("name", "Robin Example-Wren", "sourceCode", "2A", "organisation", "Example School"));
        form.put(
                "children",
                List.of(Map.of(
                        "givenName",
                        "Otto",
                        "familyName",
                        name,
                        "dateOfBirth",
                        LocalDate.now(ZoneOffset.UTC).minusYears(7).toString())));
        form.put(
                "adults",
                List.of(
                        Map.of("givenName", "Olga", "familyName", name),
                        Map.of("givenName", "Oleg", "familyName", name)));
        form.put(
                "relationships",
                List.of(
                        Map.of("from", "adults[0]", "to", "children[0]", "kind", "MOTHER"),
                        Map.of("from", "adults[1]", "to", "children[0]", "kind", "FATHER")));
        form.put("address", Map.of("lines", addressLines, "postcode", postcode));
        form.put("worries", List.of(worries));
        form.put("whatWasSeen", "A made-up worry");
        return form;
    }

    /** A name that no other test's family has. */
    static String newName() {
        var letters = UUID.randomUUID()
                .toString()
                .chars()
                .mapToObj(digit -> Character.toString('a' + digit % 26))
                .collect(Collectors.joining());
        return "Example-Otter-" + letters.substring(0, 10);
    }

    static Family referred(TestKith kith, Map<String, Object> form) {
        return new Family(
                kith,
                kith.doors()
                        .post(
                                Part.REFERRAL,
                                "/referrals",
                                kith.tokens().intake(),
                                form,
                                Map.of("Idempotency-Key", UUID.randomUUID().toString()))
                        .required()
                        .text("receiptToken"));
    }

    /** For a referral that came in by another door. */
    static Family withReceipt(TestKith kith, String token) {
        return new Family(kith, token);
    }

    String id() {
        return familyId;
    }

    String referralId() {
        return referralId;
    }

    String token() {
        return token;
    }

    String reference() {
        return reference;
    }

    void accepted() {
        var screening = kith.tokens().person(Workforce.SCREENING);
        kith.doors().get(Part.REFERRAL, "/screening/" + referralId, screening).required();
        var decision = kith.doors()
                .post(
                        Part.REFERRAL,
                        "/screening/" + referralId + "/decision",
                        screening,
                        Map.of("decision", "ACCEPT", "level", 4, "reason", "A made-up reason"))
                .required();
        assertThat(decision.text("stage")).isEqualTo("ACCEPTED");
    }

    /** The code of the team that got it. */
    String team() {
        return await().atMost(SOON)
                .until(
                        () -> kith.doors()
                                .get(
                                        Part.ALLOCATION,
                                        "/families/" + familyId,
                                        kith.tokens().person("practice"))
                                .text("teamCode"),
                        team -> !team.isEmpty());
    }

    void led(String team, UUID lead) {
        var named = onceTaken(() -> kith.doors()
                .post(
                        Part.ALLOCATION,
                        "/families/" + familyId + "/lead",
                        kith.tokens().person(Workforce.manager(team)),
                        Map.of("workerId", lead)));
        assertThat(named.text("leadWorkerId")).isEqualTo(lead.toString());
    }

    /** The family's item in a practitioner's tray. */
    JsonNode inTrayOf(String practitioner) {
        return await().atMost(SOON)
                .until(
                        () -> {
                            for (var item : kith.doors()
                                    .get(
                                            Part.SPECIALIST,
                                            "/tray?limit=200",
                                            kith.tokens().person(practitioner))
                                    .required()
                                    .body()
                                    .path("items")) {
                                if (item.path("familyId").asString().equals(familyId)) {
                                    return item;
                                }
                            }
                            return MissingNode.getInstance();
                        },
                        item -> !item.isMissingNode());
    }

    void helpedBy(String practitioner) {
        var request = "/requests/" + inTrayOf(practitioner).path("requestId").asString();
        var token = kith.tokens().person(practitioner);
        kith.doors().post(Part.SPECIALIST, request + "/accept", token, Map.of()).required();
        onceTaken(() -> kith.doors()
                .post(
                        Part.SPECIALIST,
                        request + "/inputs",
                        token,
                        Map.of("kindCode", "VISIT", "text", "A made-up first visit")));
    }

    UUID child() {
        for (var person : kith.doors()
                .get(Part.REFERRAL, "/families/" + familyId, kith.tokens().person(Workforce.SCREENING))
                .required()
                .body()
                .path("people")) {
            if (person.path("kind").asString().equals("CHILD")) {
                return UUID.fromString(person.path("personId").asString());
            }
        }
        throw new AssertionError("The family has no child");
    }

    Answer outcome(String kind) {
        return onceTaken(() -> kith.doors()
                .post(
                        Part.OUTCOMES,
                        "/outcomes",
                        kith.tokens().person(Workforce.PERFORMANCE),
                        Map.of(
                                "familyId",
                                familyId,
                                "childId",
                                child(),
                                "kindCode",
                                kind,
                                "happenedOn",
                                LocalDate.now(ZoneOffset.UTC).toString())));
    }

    /** Asks again until it is done: a service that has not heard of the family yet says that there is none. */
    static Answer onceTaken(Callable<Answer> question) {
        var answers = new AtomicReference<Answer>();
        await().atMost(SOON).untilAsserted(() -> {
            answers.set(question.call());
            assertThat(answers.get()).matches(Answer::isGood, "was done");
        });
        return answers.get();
    }

    Answer receipt() {
        return kith.doors()
                .get(Part.REFERRAL, "/receipts/" + token, kith.tokens().intake())
                .required();
    }
}
