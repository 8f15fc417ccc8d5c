package org.kith.launcher.doors;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Secrets;
import org.kith.launcher.services.Part;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokens from the issuer, got the way everybody gets them: machines with their secret, people on the sign-in page. */
public final class Tokens {

    /** A token is renewed this long before it runs out. */
    private static final Duration EARLY = Duration.ofSeconds(15);

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private static final int VERIFIER_BYTES = 32;

    private static final JsonMapper JSON = new JsonMapper();

    private final Doors doors;
    private final Secrets secrets;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Token> kept = new ConcurrentHashMap<>();

    public Tokens(Doors doors, Secrets secrets) {
        this.doors = doors;
        this.secrets = secrets;
    }

    /** With what a person's token is renewed, where there is one: signing in again costs a password's hash each time. */
    private record Token(String value, Instant until, String refresh) {}

    /** The password that all made-up workers of this folder share. */
    public String peoplesPassword() {
        return secrets.people();
    }

    /** What the demo's agencies prove themselves with. */
    public String agenciesSecret() {
        return secrets.agencies();
    }

    /** Kith's operator. */
    public String operator() {
        return machine("kith-operator", secrets.operator());
    }

    /** The public intake, as the gateway has it for people without an account. */
    public String intake() {
        return machine("kith-intake", secrets.gateway());
    }

    /** A client that proves itself with its secret. */
    public String machine(String client, String secret) {
        return keptOr("machine " + client, () -> token(client, secret, Map.of("grant_type", "client_credentials")));
    }

    /** A made-up worker who may give times in the past, which the demo's client asks for. */
    public String worker(String username) {
        return keptOr(
                "worker " + username,
                () -> person(username, "kith-backfill", secrets.operator(), "kith backfill", "backfill"));
    }

    /** A made-up worker as the gateway signs them in. */
    public String person(String username) {
        return kept.compute("person " + username, (name, old) -> {
                    if (old != null && old.until().isAfter(Instant.now())) {
                        return old;
                    }
                    return Optional.ofNullable(old)
                            .flatMap(this::renewed)
                            .orElseGet(
                                    () -> person(username, "kith-gateway", secrets.gateway(), "openid kith", "kith"));
                })
                .value();
    }

    private String keptOr(String key, Supplier<Token> ask) {
        return kept.compute(key, (name, old) -> old != null && old.until().isAfter(Instant.now()) ? old : ask.get())
                .value();
    }

    /** Empty where the issuer no longer knows the sign-in, after a restart on an empty database, say. */
    private Optional<Token> renewed(Token old) {
        try {
            return Optional.of(token(
                    "kith-gateway",
                    secrets.gateway(),
                    Map.of("grant_type", "refresh_token", "refresh_token", old.refresh())));
        } catch (Obstacle ended) {
            return Optional.empty();
        }
    }

    /** The authorization code flow with proof key, on the same pages that a browser sees. */
    private Token person(String username, String client, String secret, String scope, String registration) {
        var verifier = random(VERIFIER_BYTES);
        var redirect = doors.installation().publicUrl() + "/login/oauth2/code/" + registration;
        var authorize = "/oauth2/authorize?"
                + form(Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        client,
                        "redirect_uri",
                        redirect,
                        "scope",
                        scope,
                        "state",
                        random(8),
                        "code_challenge",
                        challenge(verifier),
                        "code_challenge_method",
                        "S256"));
        var first = doors.send(html(authorize).GET().build());
        var session = cookie(first.headers().allValues("Set-Cookie").stream().reduce("", (one, next) -> next));
        var page = doors.send(html("/sign-in").header("Cookie", session).GET().build());
        var csrf = CSRF.matcher(page.body());
        if (!csrf.find()) {
            throw notSignedIn(username, "the sign-in page has no form");
        }
        var signedIn = doors.send(html("/sign-in")
                .header("Cookie", session)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        form(Map.of("username", username, "password", secrets.people(), "_csrf", csrf.group(1)))))
                .build());
        var fresh = signedIn.headers().allValues("Set-Cookie").stream().reduce(session, (one, next) -> cookie(next));
        var answered = doors.send(html(authorize).header("Cookie", fresh).GET().build());
        var code = CODE.matcher(answered.headers().firstValue("Location").orElse(""));
        if (!code.find()) {
            throw notSignedIn(username, "the issuer gave no code");
        }
        return token(
                client,
                secret,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code.group(1),
                        "redirect_uri",
                        redirect,
                        "code_verifier",
                        verifier));
    }

    private static Obstacle notSignedIn(String username, String why) {
        return new Obstacle(
                "The made-up worker " + username + " could not sign in: " + why,
                "If the data are of an older Kith: ./kith down, ./kith reset, ./kith up");
    }

    private Token token(String client, String secret, Map<String, String> question) {
        var basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        var asked = Instant.now();
        var answer = doors.send(HttpRequest.newBuilder(URI.create(doors.address(Part.IDENTITY) + "/oauth2/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(question)))
                .build());
        JsonNode body = JSON.readTree(answer.body());
        if (answer.statusCode() != 200) {
            throw new Obstacle(
                    "The issuer gave " + client + " no token: " + answer.statusCode() + " "
                            + body.path("error").asString(""),
                    "See ./kith status");
        }
        return new Token(
                body.path("access_token").asString(),
                asked.plusSeconds(body.path("expires_in").asLong()).minus(EARLY),
                body.path("refresh_token").asString(""));
    }

    private HttpRequest.Builder html(String path) {
        return HttpRequest.newBuilder(URI.create(doors.address(Part.IDENTITY) + path))
                .header("Accept", "text/html");
    }

    private static String cookie(String setCookie) {
        return setCookie.split(";", 2)[0];
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String random(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
