package org.kith.launcher.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    private static final List<String> ADDRESS = List.of(STREET, "canaryfeather", POSTCODE, "PR18XN");

    /** A safe way to make contact is kept as it was written, for those who work with the family. */
    private static final String SAFE_CONTACT = "Zugunruhe";

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
        for (var who : List.of(
                "worker" + suffix + "-1",
                "manager" + suffix,
                "survivor" + suffix,
                "perpetrator" + suffix,
                Workforce.SCREENING,
                Workforce.DUTY,
                Workforce.PERFORMANCE,
                "practice")) {
            for (var page : answersTo(who, family, team)) {
                assertThat(found(page)).as("what " + who + " is shown").isEmpty();
            }
        }
        for (var who : List.of("worker" + suffix + "-1", "perpetrator" + suffix, Workforce.SCREENING)) {
            try (var browser = Browser.signedIn(kith, who)) {
                var title = browser.open("/families/" + family.id());
                assertThat(title.statusCode()).as(who).isEqualTo(200);
                for (var path : List.of("/families/" + family.id(), "/work", "/teams/" + team, "/screening")) {
                    var page = browser.open(path).body();
                    assertThat(ADDRESS.stream().filter(page::contains))
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
        for (var message : kith.everything().mailbox().messages()) {
            assertThat(found(message.getSubject() + message.getContent())).isEmpty();
        }
        assertThat(found(mailboxPage())).isEmpty();
        assertThat(filesWith(SAFE_CONTACT, kith.installation().home().logs())).isEmpty();
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
        var form = new LinkedHashMap<>(
                Family.form(Family.newName(), List.of("7 " + STREET + " Lane", "Preston"), POSTCODE, "3B"));
        form.put(
                "mustNotKnow",
                List.of(Map.of("person", "adults[1]", "why", "Made-up: he must not learn where they live")));
        form.put("safeContact", "Ring the " + SAFE_CONTACT + " cafe and ask for the baker");
        form.put("familyKnows", "UNSAFE_TO_TELL");
        return form;
    }

    /** A protected address yields its district only, so a person places the family. */
    private void placed(Family family) {
        await().atMost(Family.SOON)
                .untilAsserted(() -> kith.doors()
                        .post(
                                Part.ALLOCATION,
                                "/families/" + family.id() + "/place",
                                kith.tokens().person(Workforce.DUTY),
                                Map.of("teamCode", "T16", "reason", "A made-up reason"))
                        .required());
    }

    private List<String> answersTo(String who, Family family, String team) {
        var token = kith.tokens().person(who);
        var said = new ArrayList<String>();
        for (var question : List.of(
                Map.entry(Part.REFERRAL, "/families/" + family.id()),
                Map.entry(Part.REFERRAL, "/families/" + family.id() + "/timeline"),
                Map.entry(Part.REFERRAL, "/screening"),
                Map.entry(Part.REFERRAL, "/referrals/by-reference/" + family.reference()),
                Map.entry(Part.REFERRAL, "/receipts/" + family.token()),
                Map.entry(Part.REFERRAL, "/audit/families/" + family.id()),
                Map.entry(Part.ALLOCATION, "/families/" + family.id()),
                Map.entry(Part.ALLOCATION, "/teams/" + team + "/board"),
                Map.entry(Part.ALLOCATION, "/allocation-queue"),
                Map.entry(Part.SPECIALIST, "/tray"),
                Map.entry(Part.SPECIALIST, "/families/" + family.id()),
                Map.entry(Part.OUTCOMES, "/families/" + family.id()),
                Map.entry(Part.OUTCOMES, "/figures"))) {
            var body = kith.doors()
                    .get(question.getKey(), question.getValue(), token)
                    .body();
            // a safe way to make contact is for those who work with the family, and only for them
            said.add(body.toString().replaceAll("\"safeContact\":\"[^\"]*\"", ""));
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
        return Stream.concat(ADDRESS.stream(), Stream.of(SAFE_CONTACT))
                .filter(text::contains)
                .toList();
    }

    private static Set<String> filesWith(String word, Path folder) throws IOException {
        var files = new TreeSet<String>();
        try (var all = Files.walk(folder)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                // every byte is a character of its own, so nothing is lost in binary files
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word)) {
                    files.add(folder.relativize(file).toString());
                }
            }
        }
        return files;
    }
}
