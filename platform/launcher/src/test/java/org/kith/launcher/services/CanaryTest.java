package org.kith.launcher.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kith.launcher.demo.Workforce;

/** A protected address goes in at the front door; nobody who looks anywhere else finds it. */
class CanaryTest {

    /** Words that are nowhere else in the world. */
    private static final String STREET = "Canaryfeather";

    private static final String POSTCODE = "PR1 8XN";

    /** The name in two words. */
    private static final String STREET_PARTED = "Canary-feather";

    /** The name with a Cyrillic letter in it. */
    private static final String STREET_WITH_A_LOOK_ALIKE = "Canaryfe\u0430ther";

    /** The postcode with a letter where a digit belongs. */
    private static final String POSTCODE_IN_LETTERS = "PRl.8XN";

    /** The ways in which people and machines spell it: by letter case, and with the postcode's space, without it or with another sign. */
    private static final List<String> ADDRESS = List.of(
            STREET,
            STREET_PARTED,
            STREET_WITH_A_LOOK_ALIKE,
            POSTCODE_IN_LETTERS,
            POSTCODE.replace(' ', '-'),
            STREET.toLowerCase(Locale.ROOT),
            STREET.toUpperCase(Locale.ROOT),
            POSTCODE,
            POSTCODE.toLowerCase(Locale.ROOT),
            POSTCODE.replace(" ", ""),
            POSTCODE.replace(" ", "").toLowerCase(Locale.ROOT),
            POSTCODE.replace(' ', '+'));

    /** What leads to a survivor beside her address: kept as it was written, for those alone who may open the address. */
    private static final String SAFE_CONTACT = "Zugunruhe";

    private static final String WHY = "Moschatel";

    private static final String SCHOOL = "Quillwort";

    private static final String TELEPHONE = "960788";

    private static final List<String> LEADS_TO_HER = List.of(SAFE_CONTACT, WHY, SCHOOL, TELEPHONE);

    private static final String AGENCY_SECRET = "a-made-up-secret-for-canaries";

    private final TestKith kith = TestKith.get();

    @Test
    void a_protected_address_is_in_no_fact_no_log_no_mail_no_page_and_no_file_of_the_database() throws Exception {
        // given
        var family = Family.referred(kith, protectedForm());
        family.accepted();
        placed(family);
        var team = family.team();
        var suffix = "-" + team.toLowerCase(Locale.ROOT);
        family.led(team, Workforce.id("worker" + suffix + "-1"));
        family.helpedBy("survivor" + suffix);
        family.helpedBy("perpetrator" + suffix);
        family.outcome("PROTECTION_PLAN_START");
        // a refusal and a reading must not say it either
        var refused = new LinkedHashMap<>(protectedForm());
        refused.put("worries", List.of("no-such-code"));
        var answer = kith.doors()
                .post(
                        Part.REFERRAL,
                        "/referrals",
                        kith.tokens().intake(),
                        refused,
                        Map.of("Idempotency-Key", "canary"));
        assertThat(answer.status()).isEqualTo(422);

        // then
        assertThat(found(answer.body().toString())).isEmpty();
        // a reason that names the street is kept without it, where the practice lead reads who looked
        kith.doors()
                .post(
                        Part.REFERRAL,
                        "/families/" + family.id() + "/address/reveal",
                        kith.tokens().person(Workforce.SCREENING),
                        Map.of("reason", "A made-up visit to " + STREET + " Lane"))
                .required();
        var mayOpenIt = List.of("worker" + suffix + "-1", "manager" + suffix, "survivor" + suffix, Workforce.SCREENING);
        for (var who : mayOpenIt) {
            shownTo(kith.tokens().person(who), family, team)
                    .forEach((path, body) -> assertThat(
                                    path.contains(family.id()) || path.contains(family.referralId())
                                            ? address(body)
                                            : found(body))
                            .as("what " + who + " is shown on " + path)
                            .isEmpty());
        }
        for (var who : everybodyElse(suffix, team).entrySet()) {
            shownTo(who.getValue(), family, team)
                    .forEach((path, body) -> assertThat(found(body))
                            .as("what " + who.getKey() + " is shown on " + path)
                            .isEmpty());
        }
        for (var who : List.of(
                "worker" + suffix + "-1",
                "perpetrator" + suffix,
                "practice",
                Workforce.SCREENING,
                Workforce.DUTY,
                "worker" + otherThan(team) + "-1")) {
            try (var browser = Browser.signedIn(kith, who)) {
                for (var path : List.of(
                        "/families/" + family.id(),
                        "/screening/" + family.referralId(),
                        "/families/" + family.id() + "/audit",
                        "/families/" + family.id() + "/join",
                        "/work",
                        "/teams/" + team,
                        "/allocation",
                        "/screening")) {
                    var page = browser.open(path).body();
                    assertThat(mayOpenIt.contains(who) ? address(page) : found(page))
                            .as(who + " on " + path)
                            .isEmpty();
                }
            }
        }
        var broker = new Broker(kith);
        await().atMost(Family.SOON)
                .untilAsserted(() -> assertThat(broker.everythingOn(List.of("kith.outcomes.E10000017")))
                        .anyMatch(fact -> Broker.key(fact).equals(family.id())));
        for (var fact : broker.everythingOn(broker.topics())) {
            assertThat(found(Broker.key(fact) + Broker.value(fact) + fact.headers()))
                    .as(fact.topic() + " " + fact.offset())
                    .isEmpty();
            for (var header : fact.headers()) {
                assertThat(found(new String(header.value(), StandardCharsets.UTF_8)))
                        .isEmpty();
            }
        }
        // the digest of the assignments above
        await().atMost(Duration.ofSeconds(60))
                .until(() -> kith.everything().mailbox().messages().size() > 0);
        for (var message : kith.everything().mailbox().messages()) {
            assertThat(found(message.getSubject() + message.getContent())).isEmpty();
        }
        assertThat(found(mailboxPage())).isEmpty();
        for (var word : LEADS_TO_HER) {
            assertThat(filesWith(word, kith.installation().home().logs()))
                    .as("logs with " + word)
                    .isEmpty();
        }
        for (var word : ADDRESS) {
            assertThat(filesWith(word, kith.installation().home().folder()))
                    .as("logs, the broker's and the database's own files")
                    .isEmpty();
        }
    }

    @Test
    void whoever_may_see_it_says_why_and_sees_it_and_the_perpetrators_worker_never_does() {
        var family = Family.referred(kith, protectedForm());
        family.accepted();
        placed(family);
        var team = family.team();
        var suffix = "-" + team.toLowerCase(Locale.ROOT);
        family.inTrayOf("perpetrator" + suffix);
        family.inTrayOf("survivor" + suffix);
        var question = Map.of("reason", "A made-up visit");

        var shown = kith.doors()
                .post(
                        Part.REFERRAL,
                        "/families/" + family.id() + "/address/reveal",
                        kith.tokens().person(Workforce.SCREENING),
                        question)
                .required();
        assertThat(shown.body().toString()).contains(STREET, POSTCODE);
        await().atMost(Family.SOON).untilAsserted(() -> {
            var denied = kith.doors()
                    .post(
                            Part.REFERRAL,
                            "/families/" + family.id() + "/address/reveal",
                            kith.tokens().person("perpetrator" + suffix),
                            question);
            assertThat(denied.isGood()).isFalse();
            assertThat(found(denied.body().toString())).isEmpty();
        });
    }

    private static Map<String, Object> protectedForm() {
        var name = Family.newName();
        var form = new LinkedHashMap<>(Family.form(name, List.of("7 " + STREET + " Lane", "Preston"), POSTCODE, "3B"));
        form.put(
                "children",
                List.of(Map.of(
                        "givenName", "Otto", "familyName", name, "ageYears", 7, "school", SCHOOL + " Primary School")));
        form.put(
                "adults",
                List.of(
                        Map.of("givenName", "Olga", "familyName", name, "telephone", "01632 " + TELEPHONE),
                        Map.of("givenName", "Oleg", "familyName", name)));
        form.put("mustNotKnow", List.of(Map.of("person", "adults[1]", "why", "Made-up: it is about a " + WHY)));
        form.put(
                "whatWasSeen",
                "A made-up worry at 7 CANARYFEATHER LANE, pr18xn, which is canaryfeather lane to those who live there; no. 7"
                        + " Canaryfeather, PR1-8XN, to the school, canaryfeather ln to her sister, 7 " + STREET_PARTED
                        + " Cl. to him, and " + STREET_WITH_A_LOOK_ALIKE + " La, " + POSTCODE_IN_LETTERS
                        + ", on a card");
        form.put("safeContact", "Ring the " + SAFE_CONTACT + " cafe and ask for the baker");
        form.put("familyKnows", "UNSAFE_TO_TELL");
        return form;
    }

    /** A protected address yields its district only, so a person places the family. */
    private void placed(Family family) {
        Family.onceTaken(() -> kith.doors()
                .post(
                        Part.ALLOCATION,
                        "/families/" + family.id() + "/place",
                        kith.tokens().person(Workforce.DUTY),
                        Map.of("teamCode", "T16", "reason", "A made-up reason")));
    }

    /** Whoever may not open the address: by name, with a token. */
    private Map<String, String> everybodyElse(String suffix, String team) {
        var tokens = new LinkedHashMap<String, String>();
        for (var who : List.of(
                "perpetrator" + suffix,
                "substance" + suffix,
                "worker" + otherThan(team) + "-1",
                "manager" + otherThan(team),
                "survivor" + otherThan(team),
                "perpetrator" + otherThan(team),
                Workforce.DUTY,
                Workforce.PERFORMANCE,
                Workforce.PRACTICE,
                "admin")) {
            tokens.put(who, kith.tokens().person(who));
        }
        tokens.put("an agency", client("canary-agency", "agency", "referrals.write"));
        tokens.put("the public", kith.tokens().intake());
        tokens.put("an operator", kith.tokens().operator());
        tokens.put("an analyst", client("canary-analyst", "analyst", "kith"));
        return tokens;
    }

    private String client(String name, String kind, String scope) {
        kith.doors()
                .post(
                        Part.IDENTITY,
                        "/clients",
                        kith.tokens().operator(),
                        Map.of(
                                "clientId",
                                name,
                                "secret",
                                AGENCY_SECRET,
                                "agency",
                                "SCHOOL",
                                "council",
                                "E10000017",
                                "scopes",
                                List.of(scope),
                                "kind",
                                kind))
                .required();
        return kith.tokens().machine(name, AGENCY_SECRET);
    }

    private static String otherThan(String team) {
        return "-" + (team.equals("T15") ? "t16" : "t15");
    }

    /** What every door that knows of the family answers, by its path. */
    private Map<String, String> shownTo(String token, Family family, String team) {
        var said = new LinkedHashMap<String, String>();
        for (var question : List.of(
                Map.entry(Part.REFERRAL, "/families/" + family.id()),
                Map.entry(Part.REFERRAL, "/families/" + family.id() + "/timeline"),
                Map.entry(Part.REFERRAL, "/screening"),
                Map.entry(Part.REFERRAL, "/screening/" + family.referralId()),
                Map.entry(Part.REFERRAL, "/referrals/by-reference/" + family.reference()),
                Map.entry(Part.REFERRAL, "/receipts/" + family.token()),
                Map.entry(Part.REFERRAL, "/audit/families/" + family.id()),
                Map.entry(Part.REFERRAL, "/waiting"),
                Map.entry(Part.ALLOCATION, "/families/" + family.id()),
                Map.entry(Part.ALLOCATION, "/teams/" + team + "/board"),
                Map.entry(Part.ALLOCATION, "/allocation-queue"),
                Map.entry(Part.ALLOCATION, "/audit/families/" + family.id()),
                Map.entry(Part.SPECIALIST, "/tray"),
                Map.entry(Part.SPECIALIST, "/families/" + family.id()),
                Map.entry(Part.OUTCOMES, "/families/" + family.id()),
                Map.entry(Part.OUTCOMES, "/figures"))) {
            said.merge(
                    question.getValue(),
                    kith.doors()
                            .get(question.getKey(), question.getValue(), token)
                            .body()
                            .toString(),
                    String::concat);
        }
        return said;
    }

    private String mailboxPage() {
        return kith.doors()
                .send(HttpRequest.newBuilder(URI.create(
                                Installation.url(kith.installation().ports().mailbox())))
                        .build())
                .body();
    }

    private static List<String> found(String text) {
        return Stream.concat(ADDRESS.stream(), LEADS_TO_HER.stream())
                .filter(text::contains)
                .toList();
    }

    private static List<String> address(String text) {
        return ADDRESS.stream().filter(text::contains).toList();
    }

    private static Set<String> filesWith(String word, Path folder) throws IOException {
        var bytes = new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        var files = new TreeSet<String>();
        try (var all = Files.walk(folder)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                if (bytesOf(file).contains(bytes)) {
                    files.add(folder.relativize(file).toString());
                }
            }
        }
        return files;
    }

    /** Every byte as a character of its own, so that nothing is lost in binary files; a file that a running server has removed meanwhile has none. */
    private static String bytesOf(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException gone) {
            return "";
        }
    }
}
