package org.kith.identity;

import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.platform.infrastructure.KafkaServer;
import org.kith.platform.infrastructure.PostgresServer;
import org.kith.platform.service.KithService;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An issuer as people, gateway and services meet it: over HTTP, on a PostgreSQL that outlives it. */
final class Issuer implements AutoCloseable {

    static final String SECRET = "only-for-made-up-people";
    static final JsonMapper JSON = JsonMapper.shared();

    private static final PostgresServer POSTGRES = postgres();

    private final ConfigurableApplicationContext context;
    private final int port;
    private final HttpClient programs = HttpClient.newHttpClient();

    private Issuer(ConfigurableApplicationContext context, int port) {
        this.context = context;
        this.port = port;
    }

    private static PostgresServer postgres() {
        try {
            var postgres = PostgresServer.forTests();
            postgres.database("identity");
            return postgres;
        } catch (IOException | SQLException broken) {
            throw new IllegalStateException("No PostgreSQL for this test", broken);
        }
    }

    static Issuer start(String... more) throws IOException {
        int port = KafkaServer.freePort();
        return startAt(port, more);
    }

    static Issuer startAt(int port, String... more) {
        return started(port, Stream.concat(Stream.of("--kith.demo=true"), Arrays.stream(more)));
    }

    static Issuer notForADemo() throws IOException {
        return started(KafkaServer.freePort(), Stream.empty());
    }

    private static Issuer started(int port, Stream<String> more) {
        var arguments = Stream.concat(
                        Stream.of(
                                "--server.port=" + port,
                                "--kith.identity.issuer=http://127.0.0.1:" + port,
                                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + POSTGRES.port() + "/identity"),
                        more)
                .toArray(String[]::new);
        var context = KithService.start(Identity.class, "identity", arguments);
        return new Issuer(context, port);
    }

    int port() {
        return port;
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    HttpResponse<String> token(String clientId, String secret, String form) throws Exception {
        return programs.send(
                HttpRequest.newBuilder(URI.create(address() + "/oauth2/token"))
                        .header("Authorization", basic(clientId, secret))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    String operatorToken() throws Exception {
        return accessToken(token("kith-operator", SECRET, "grant_type=client_credentials&scope=operate"));
    }

    HttpResponse<String> post(String path, @Nullable String token, String json) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return programs.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws Exception {
        return programs.send(
                HttpRequest.newBuilder(URI.create(address() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The key it signs with, from the rows where it is kept. */
    RSAKey signingKey() throws ParseException {
        return RSAKey.parse(context.getBean(JdbcClient.class)
                .sql("select jwk from signing_key")
                .query(String.class)
                .single());
    }

    /** Makes an account with the password {@code a-long-password}, and answers its id. */
    UUID account(String username) throws Exception {
        var accountId = UUID.randomUUID();
        var made = post("/accounts", operatorToken(), """
                {"accountId": "%s", "username": "%s", "password": "a-long-password",
                 "displayName": "Mx Example-Otter", "council": "E10000017", "kind": "staff"}
                """.formatted(accountId, username));
        if (made.statusCode() != 200) {
            throw new IllegalStateException(made.statusCode() + " " + made.body());
        }
        return accountId;
    }

    Browser browser() {
        return new Browser();
    }

    static String accessToken(HttpResponse<String> answer) {
        return JSON.readTree(answer.body()).path("access_token").asString();
    }

    static JsonNode claims(String token) {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }

    static String basic(String clientId, String secret) {
        return "Basic "
                + Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        context.close();
    }

    /** A browser that follows no redirect by itself, so that a test sees each step. */
    final class Browser {

        static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-in-all";

        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .connectTimeout(Duration.ofSeconds(5))
                .build();

        HttpResponse<String> get(String pathOrAddress) throws Exception {
            return http.send(
                    HttpRequest.newBuilder(at(pathOrAddress))
                            .header("Accept", "text/html")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> send(String path, Map<String, String> form) throws Exception {
            return http.send(
                    HttpRequest.newBuilder(at(path))
                            .header("Accept", "text/html")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                                    .map(field -> field.getKey() + "="
                                            + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                                    .collect(Collectors.joining("&"))))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> signIn(String username, String password) throws Exception {
            var page = get("/sign-in");
            var csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
            if (!csrf.find()) {
                throw new IllegalStateException("The page has no form token: " + page.body());
            }
            var form = new LinkedHashMap<String, String>();
            form.put("_csrf", csrf.group(1));
            form.put("username", username);
            form.put("password", password);
            return send("/sign-in", form);
        }

        /** Asks for a code as the gateway does. */
        HttpResponse<String> authorize() throws Exception {
            return get("/oauth2/authorize?response_type=code&client_id=kith-gateway&scope=openid%20profile%20kith"
                    + "&state=a-state&nonce=a-nonce&redirect_uri="
                    + URLEncoder.encode("http://127.0.0.1:7600/login/oauth2/code/kith", StandardCharsets.UTF_8)
                    + "&code_challenge_method=S256&code_challenge=" + challenge());
        }

        /** The whole code flow; answers what the token endpoint said. */
        HttpResponse<String> tokens(String username) throws Exception {
            authorize();
            signIn(username, "a-long-password");
            return exchange(code(authorize()));
        }

        HttpResponse<String> exchange(String code) throws Exception {
            return token(
                    "kith-gateway",
                    SECRET,
                    "grant_type=authorization_code&code=" + code + "&code_verifier=" + VERIFIER + "&redirect_uri="
                            + URLEncoder.encode(
                                    "http://127.0.0.1:7600/login/oauth2/code/kith", StandardCharsets.UTF_8));
        }

        static String code(HttpResponse<String> answer) {
            var code = Pattern.compile("[?&]code=([^&]+)")
                    .matcher(answer.headers().firstValue("Location").orElse(""));
            if (!code.find()) {
                throw new IllegalStateException("No code in " + answer.statusCode() + " "
                        + answer.headers().map());
            }
            return code.group(1);
        }

        private URI at(String pathOrAddress) {
            return URI.create(pathOrAddress.startsWith("/") ? address() + pathOrAddress : pathOrAddress);
        }

        private static String challenge() throws NoSuchAlgorithmException {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        }
    }
}
