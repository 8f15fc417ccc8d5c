package org.kith.platform.testkit.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

/** Signs real tokens and serves its keys over HTTP, as the identity service does. One for the whole test run. */
public final class TestIssuer {

    private static final class Only {

        static final TestIssuer ISSUER = start();
    }

    private final RSAKey key;
    private final String address;

    private TestIssuer(RSAKey key, String address) {
        this.key = key;
        this.address = address;
    }

    /** The issuer that services under test believe. */
    public static TestIssuer running() {
        return Only.ISSUER;
    }

    private static TestIssuer start() {
        try {
            var key = newKey();
            var keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/oauth2/jwks", exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
                exchange.close();
            });
            server.start();
            return new TestIssuer(key, "http://127.0.0.1:" + server.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("No key could be made", e);
        }
    }

    /** Where services find it. */
    public String address() {
        return address;
    }

    /** A good token for a worker of Lancashire, changed as the test wishes. */
    public String token(String subject, UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(key, subject, change);
    }

    /** The same, signed with a key nobody knows. */
    public String forged(String subject) {
        return signed(newKey(), subject, claims -> claims);
    }

    private String signed(RSAKey with, String subject, UnaryOperator<JWTClaimsSet.Builder> change) {
        var now = Instant.now();
        var claims = change.apply(new JWTClaimsSet.Builder()
                        .issuer(address)
                        .audience("kith")
                        .subject(subject)
                        .claim("council", Tokens.LANCASHIRE)
                        .claim("kind", "staff")
                        .claim("scope", List.of("kith"))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300))))
                .build();
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(), claims);
            token.sign(new RSASSASigner(with));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("The token could not be signed", e);
        }
    }
}
