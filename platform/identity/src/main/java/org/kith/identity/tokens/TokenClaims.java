package org.kith.identity.tokens;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.kith.identity.accounts.Accounts;
import org.kith.identity.clients.ClientAbout;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/**
 * What Kith's tokens say: subject, council and a coarse kind, never a role or a team. Read from the account at every issue, so
 * that a disabled one gets no further token.
 */
@Component
class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    static final String AUDIENCE = "kith";

    private final Accounts accounts;

    TokenClaims(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        boolean access = OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType());
        if (access) {
            context.getClaims()
                    // a list type that the issuer can read back from its rows
                    .audience(new ArrayList<>(List.of(AUDIENCE)))
                    // one string, as RFC 9068 has it
                    .claim(OAuth2ParameterNames.SCOPE, String.join(" ", context.getAuthorizedScopes()));
        }
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
            aboutClient(context);
        } else {
            aboutAccount(context, access);
        }
    }

    private static void aboutClient(JwtEncodingContext context) {
        var about = ClientAbout.of(context.getRegisteredClient());
        var claims = context.getClaims().claim("council", about.council()).claim("kind", about.kind());
        if (about.agency() != null) {
            claims.claim("agency", about.agency());
        }
    }

    private void aboutAccount(JwtEncodingContext context, boolean access) {
        Authentication principal = context.getPrincipal();
        if (principal == null) {
            throw new IllegalStateException("A token is asked for nobody");
        }
        var account = accounts.withId(UUID.fromString(principal.getName()))
                .filter(found -> !found.disabled())
                .orElseThrow(() -> new OAuth2AuthenticationException(
                        new OAuth2Error(OAuth2ErrorCodes.INVALID_GRANT, "The account is disabled", null)));
        var claims = context.getClaims().claim("council", account.council()).claim("kind", account.kind());
        if (!access) {
            claims.claim("name", account.displayName());
        }
    }
}
