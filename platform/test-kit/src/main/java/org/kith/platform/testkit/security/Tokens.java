package org.kith.platform.testkit.security;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Who sends a request: {@code mockMvc.perform(get("/tray").with(Tokens.staff(worker)))}. */
public final class Tokens {

    /** The council of tests unless they say another. */
    public static final String LANCASHIRE = "E10000017";

    private Tokens() {}

    /** A worker who is signed in. */
    public static RequestPostProcessor staff(UUID worker, String... moreScopes) {
        return of(worker.toString(), LANCASHIRE, "staff", null, and("kith", moreScopes));
    }

    /** A worker of another council. */
    public static RequestPostProcessor staffOf(String council, UUID worker) {
        return of(worker.toString(), council, "staff", null, "kith");
    }

    /** An agency's own client, such as POLICE; it may raise referrals and nothing else. */
    public static RequestPostProcessor agency(String code, String... moreScopes) {
        return of("agency-" + code, LANCASHIRE, "agency", code, and("referrals.write", moreScopes));
    }

    /** The public intake, where people need no account. */
    public static RequestPostProcessor publicIntake() {
        return of("public-intake", LANCASHIRE, "public", null, "referrals.write");
    }

    /** Whoever runs Kith. */
    public static RequestPostProcessor operator(String... moreScopes) {
        return of("operator", LANCASHIRE, "operator", null, and("operate", moreScopes));
    }

    /** Somebody who reads figures. */
    public static RequestPostProcessor analyst() {
        return of("analyst", LANCASHIRE, "analyst", null, "kith");
    }

    /** A token with every claim said. */
    public static RequestPostProcessor of(
            String subject, String council, String kind, @Nullable String agency, String scope) {
        return jwt().jwt(token -> {
            token.subject(subject).claim("council", council).claim("kind", kind).claim("scope", scope);
            if (agency != null) {
                token.claim("agency", agency);
            }
        });
    }

    private static String and(String scope, String... more) {
        return Stream.concat(Stream.of(scope), Arrays.stream(more)).collect(Collectors.joining(" "));
    }
}
