package org.kith.launcher.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kith.launcher.demo.Workforce;

class BadInputTest {

    private static final int TEN_MEGABYTES = 10_000_000;

    private static final List<Part> SERVICES = List.of(Part.REFERRAL, Part.ALLOCATION, Part.SPECIALIST, Part.OUTCOMES);

    private final TestKith kith = TestKith.get();

    @Test
    void hostile_messages_on_every_topic_are_set_aside_and_counted_and_work_goes_on() throws SQLException {
        // given
        var broker = new Broker(kith);
        var before = setAside();
        var topics = broker.topics().stream()
                .filter(topic -> topic.startsWith("kith."))
                .toList();
        assertThat(topics)
                .contains(
                        "kith.referrals",
                        "kith.families",
                        "kith.teams",
                        "kith.specialists",
                        "kith.positions",
                        "kith.outcomes.E10000017",
                        "kith.measures.E10000017");

        // when
        for (var topic : topics) {
            for (var message : hostile()) {
                broker.send(
                        topic,
                        message.key().getBytes(StandardCharsets.ISO_8859_1),
                        message.value().getBytes(StandardCharsets.ISO_8859_1),
                        message.headers());
            }
        }

        // then
        var family = Family.referred(
                kith, Family.form(Family.newName(), List.of("3 Otterholt Close", "Preston"), "PR1 4AA", "4B"));
        family.accepted();
        var team = family.team();
        family.inTrayOf("mental-" + team.toLowerCase(Locale.ROOT));
        family.outcome("CARE_ENTRY");
        await().atMost(Family.SOON).untilAsserted(() -> {
            for (var part : SERVICES) {
                assertThat(setAside().get(part)).as(part.configuration()).isGreaterThan(before.get(part));
            }
        });
        for (var part : SERVICES) {
            assertThat(kith.doors()
                            .get(part, "/actuator/health", kith.tokens().operator())
                            .status())
                    .as(part.configuration())
                    .isEqualTo(200);
        }
    }

    /** What is sent, each character one byte. */
    private record Hostile(String key, String value, Map<String, String> headers) {}

    private static List<Hostile> hostile() {
        var family = UUID.randomUUID().toString();
        return List.of(
                new Hostile("x", "\u0000\u00ff\u0007\r", Map.of()),
                new Hostile("", "", Map.of()),
                new Hostile("heads/referral/kith.referrals/0", "null", Map.of()),
                new Hostile("missing/allocation.referrals", "{\"publisher\":7}", Map.of()),
                new Hostile(family, "{", envelope(family, "referral.received.v1", "1", "E10000017")),
                new Hostile(family, "[]", envelope(family, "referral.accepted.v1", "1", "E10000017")),
                new Hostile(family, "{}", envelope(family, "referral.received.v0", "1", "E10000017")),
                new Hostile(family, "{}", envelope(family, "family.allocated.v99", "1", "E10000017")),
                new Hostile(family, "{}", envelope(family, "no.such-fact.v1", "one", "E10000017")),
                new Hostile(family, "{}", envelope(family, "family.allocated.v1", "-5", "E10000017")),
                new Hostile(family, "{}", envelope(family, "family.allocated.v1", "1", "../etc/passwd")),
                new Hostile(
                        family,
                        "{\"familyId\":\"" + "a".repeat(900_000) + "\"}",
                        envelope(family, "family.closed.v1", "99999999999999999999", "E10000017")));
    }

    private static Map<String, String> envelope(String family, String type, String sequence, String council) {
        return Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                UUID.randomUUID().toString(),
                "ce_source",
                "kith/" + type.substring(0, type.indexOf('.')),
                "ce_type",
                type,
                "ce_subject",
                family,
                "ce_time",
                Instant.now().toString(),
                "ce_sequence",
                sequence,
                "ce_council",
                council,
                "content-type",
                "application/json");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Records that a service could not take, parked or in quarantine. */
    private Map<Part, Integer> setAside() throws SQLException {
        var counts = new EnumMap<Part, Integer>(Part.class);
        for (var part : SERVICES) {
            counts.put(
                    part,
                    Integer.parseInt(
                            ask(
                                    part,
                                    "select ((select count(*) from inbox_quarantine) + (select count(*) from inbox_parked))::text")));
        }
        return counts;
    }

    private String ask(Part part, String question) throws SQLException {
        var url = "jdbc:postgresql://127.0.0.1:" + kith.installation().ports().postgres() + "/" + part.database();
        try (var connection = DriverManager.getConnection(url, part.database() + "_owner", "kith");
                var query = connection.createStatement();
                var rows = query.executeQuery(question)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"REFERRAL", "ALLOCATION", "SPECIALIST", "OUTCOMES"})
    void ten_megabytes_are_refused_and_the_service_goes_on(Part part) {
        var path = Map.of(
                        Part.REFERRAL, "/referrals",
                        Part.ALLOCATION, "/workers",
                        Part.SPECIALIST, "/practitioners",
                        Part.OUTCOMES, "/outcomes")
                .getOrDefault(part, "/");
        var answer = kith.doors()
                .send(HttpRequest.newBuilder(URI.create(kith.doors().address(part) + path))
                        .header("Authorization", "Bearer " + kith.tokens().operator())
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "ten-megabytes")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"whatWasSeen\":\"" + "a".repeat(TEN_MEGABYTES) + "\"}"))
                        .build());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(kith.doors()
                        .get(part, "/actuator/health", kith.tokens().operator())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void ten_megabytes_in_the_public_form_are_refused_and_the_form_goes_on() {
        try (var browser = new Browser(kith)) {
            browser.open("/worries/whole");
            var answer = browser.send("/worries", Map.of("whatWasSeen", "a".repeat(TEN_MEGABYTES)));

            assertThat(answer.statusCode()).isBetween(400, 499);
            assertThat(browser.open("/worries/whole").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"REFERRAL", "ALLOCATION", "SPECIALIST", "OUTCOMES"})
    void nobody_gets_in_with_an_expired_or_a_forged_token(Part part) throws Exception {
        var ours = RSAKey.parse(ask(Part.IDENTITY, "select jwk from signing_key order by made_at desc limit 1"));
        var theirs = new RSAKeyGenerator(2048).keyID(ours.getKeyID()).generate();
        var good = signed(ours, claims(Instant.now().plusSeconds(60)));

        assertThat(statusWith(part, good)).as("a good one, for comparison").isNotEqualTo(401);
        assertThat(statusWith(part, signed(ours, claims(Instant.now().minusSeconds(3_600)))))
                .as("expired")
                .isEqualTo(401);
        assertThat(statusWith(part, signed(ours, claims(Instant.now().minusSeconds(6)))))
                .as("expired just now: whoever is put out is out within a minute")
                .isEqualTo(401);
        assertThat(statusWith(part, signed(theirs, claims(Instant.now().plusSeconds(60)))))
                .as("signed with another key")
                .isEqualTo(401);
        assertThat(statusWith(part, unsigned(good))).as("no signature").isEqualTo(401);
        assertThat(statusWith(part, changed(good))).as("changed after signing").isEqualTo(401);
        assertThat(statusWith(
                        part,
                        signed(
                                ours,
                                new JWTClaimsSet.Builder(claims(Instant.now().plusSeconds(60)))
                                        .audience("somebody-else")
                                        .build())))
                .as("for somebody else")
                .isEqualTo(401);
        assertThat(statusWith(part, "nonsense")).isEqualTo(401);
    }

    private JWTClaimsSet claims(Instant until) {
        return new JWTClaimsSet.Builder()
                .issuer(Installation.url(kith.installation().ports().identity()))
                .subject(Workforce.id(Workforce.SCREENING).toString())
                .audience("kith")
                .issueTime(Date.from(until.minusSeconds(600)))
                .expirationTime(Date.from(until))
                .claim("council", "E10000017")
                .claim("kind", "staff")
                .claim("scope", "kith")
                .build();
    }

    private static String signed(RSAKey key, JWTClaimsSet claims) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static String unsigned(String good) {
        var none = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes("{\"alg\":\"none\"}"));
        return none + "." + good.split("\\.", -1)[1] + ".";
    }

    private static String changed(String good) throws ParseException {
        var parts = good.split("\\.", -1);
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("\"staff\"", "\"operator\"");
        return parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(claims)) + "." + parts[2];
    }

    private int statusWith(Part part, String token) {
        return kith.doors().get(part, "/waiting", token).status();
    }
}
