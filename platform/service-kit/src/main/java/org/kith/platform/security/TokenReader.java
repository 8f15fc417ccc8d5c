package org.kith.platform.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.CouncilCode;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads who is acting from a token that has already been checked. */
final class TokenReader {

    private TokenReader() {}

    /** Who it is; absent if the token is genuine and still not one of ours, such as one without a council. */
    static @Nullable Who who(Jwt token) {
        var subject = token.getSubject();
        var council = token.getClaimAsString("council");
        var kind = kind(token.getClaimAsString("kind"));
        if (subject == null || subject.isBlank() || council == null || kind == null) {
            return null;
        }
        try {
            return new Who(
                    subject,
                    new CouncilCode(council).value(),
                    kind,
                    scopes(token.getClaim("scope")),
                    token.getClaimAsString("agency"));
        } catch (IllegalArgumentException notACouncil) {
            return null;
        }
    }

    private static Who.@Nullable Kind kind(@Nullable String code) {
        if (code == null) {
            return null;
        }
        // SERVICE is never said by a token: a service acts as itself only inside itself
        return switch (code.toUpperCase(Locale.ROOT)) {
            case "STAFF" -> Who.Kind.STAFF;
            case "AGENCY" -> Who.Kind.AGENCY;
            case "PUBLIC" -> Who.Kind.PUBLIC;
            case "OPERATOR" -> Who.Kind.OPERATOR;
            case "ANALYST" -> Who.Kind.ANALYST;
            default -> null;
        };
    }

    private static Set<String> scopes(@Nullable Object claim) {
        return switch (claim) {
            case String words ->
                Arrays.stream(words.split(" ")).filter(word -> !word.isBlank()).collect(Collectors.toUnmodifiableSet());
            case Collection<?> list -> list.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
            case null, default -> Set.of();
        };
    }
}
