package org.kith.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.StandIn.Answer;
import org.kith.gateway.StandIn.Heard;

/** Stands in for the issuer: signs in whoever the test says, with real signed tokens. */
final class StandInIssuer implements AutoCloseable {

    private final StandIn http;
    private final RSAKey key;
    private final Map<String, String> nonces = new ConcurrentHashMap<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private volatile String account = "";
    private volatile String kind = "staff";
    private volatile int life = 600;
    private volatile boolean refreshes = true;
    private volatile boolean stands = true;
    private volatile boolean saysWhoIsIn = true;

    StandInIssuer() throws IOException, JOSEException {
        http = new StandIn();
        key = new RSAKeyGenerator(2048)
                .keyID("test")
                .algorithm(JWSAlgorithm.RS256)
                .generate();
        // the real one keeps its own session in the same browser, on the same machine
        http.gives("KITH_SIGN_IN=" + "F".repeat(32) + "; Path=/; HttpOnly; SameSite=Lax");
        http.on("GET /oauth2/authorize", this::authorize);
        http.on("POST /oauth2/token", this::token);
        http.on("POST /oauth2/revoke", new Answer(200, "application/json", ""));
        http.on(
                "POST /oauth2/introspect",
                asked -> saysWhoIsIn
                        ? Answer.json("{\"active\":" + (stands && asked.body().contains("refresh-of-")) + "}")
                        : Answer.problem(503, "{}"));
        http.on("GET /oauth2/jwks", Answer.json(new JWKSet(key).toString()));
    }

    String address() {
        return http.address();
    }

    StandIn http() {
        return http;
    }

    /** Whoever signs in next. */
    void signsIn(String accountId, String ofKind) {
        account = accountId;
        kind = ofKind;
    }

    /** How long tokens live from now on, in seconds; the gateway renews ten seconds early. */
    void tokensLive(int seconds) {
        life = seconds;
    }

    void saysWhoIsIn(boolean says) {
        saysWhoIsIn = says;
    }

    /** Somebody is put out, or comes back. */
    void signInStands(boolean still) {
        stands = still;
    }

    void refuseToRenew(boolean refuse) {
        refreshes = !refuse;
    }

    private Answer authorize(Heard asked) {
        var query = form(asked.body());
        String code = "code-" + nonces.size();
        nonces.put(code, query.getOrDefault("nonce", ""));
        return new Answer(
                302,
                "text/plain",
                query.get("redirect_uri") + "?code=" + code + "&state="
                        + URLEncoder.encode(query.getOrDefault("state", ""), StandardCharsets.UTF_8));
    }

    private Answer token(Heard asked) {
        var form = form(asked.body());
        return switch (form.getOrDefault("grant_type", "")) {
            case "client_credentials" -> tokens("intake", "public", null);
            case "authorization_code" -> tokens(account, kind, nonces.get(form.get("code")));
            default ->
                refreshes
                        ? tokens(account, kind, null)
                        : new Answer(400, "application/json", "{\"error\":\"invalid_grant\"}");
        };
    }

    private Answer tokens(String subject, String ofKind, @Nullable String nonce) {
        try {
            String access = "token-of-" + subject + "-" + tokens.incrementAndGet();
            String refresh = "intake".equals(subject) ? "" : ",\"refresh_token\":\"refresh-of-" + subject + "\"";
            String id = "";
            if (nonce != null) {
                var now = Instant.now();
                var jwt = new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(),
                        new JWTClaimsSet.Builder()
                                .issuer(address())
                                .subject(subject)
                                .audience("kith-gateway")
                                .claim("nonce", nonce)
                                .claim("name", "Mx Example-Otter")
                                .claim("kind", ofKind)
                                .issueTime(Date.from(now))
                                .expirationTime(Date.from(now.plusSeconds(600)))
                                .build());
                jwt.sign(new RSASSASigner(key));
                id = ",\"id_token\":\"" + jwt.serialize() + "\"";
            }
            return Answer.json("{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d%s%s}"
                    .formatted(access, life, refresh, id));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, String> form(String encoded) {
        var fields = new HashMap<String, String>();
        for (String field : encoded.split("&", -1)) {
            var halves = field.split("=", 2);
            fields.put(halves[0], halves.length < 2 ? "" : URLDecoder.decode(halves[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    @Override
    public void close() {
        http.close();
    }
}
