package org.kith.gateway.signin;

import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;

/**
 * Who is signed in, as their sign-in said.
 *
 * @param id account id; for staff their worker id
 * @param kind staff, analyst or operator
 */
public record SignedIn(String id, String name, String kind) {

    /** Whoever sent this request, if they are signed in. */
    public static Optional<SignedIn> ifAny() {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof OAuth2AuthenticationToken token) {
            var who = token.getPrincipal();
            String name = who == null ? null : who.getAttribute("name");
            String kind = who == null ? null : who.getAttribute("kind");
            return Optional.of(new SignedIn(token.getName(), name == null ? "" : name, kind == null ? "staff" : kind));
        }
        return Optional.empty();
    }
}
