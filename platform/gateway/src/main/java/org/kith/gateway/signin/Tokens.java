package org.kith.gateway.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Away;
import org.kith.gateway.neighbours.Away.Missing;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Component;

/** The tokens questions are asked with: of whoever is signed in, or of the public intake. They are renewed a little before they end. */
@Component
public class Tokens {

    private static final String ISSUER = "Sign-in";

    /** An issuer that does not say how long a token lives gives it longer than this. */
    private static final Duration UNSAID_LIFE = Duration.ofMinutes(1);

    private final DefaultOAuth2AuthorizedClientManager people;
    private final AuthorizedClientServiceOAuth2AuthorizedClientManager intake;
    private final StillIn stillIn;
    private final Clock clock;
    private final AtomicReference<@Nullable Instant> awaySince = new AtomicReference<>();

    Tokens(
            DefaultOAuth2AuthorizedClientManager people,
            AuthorizedClientServiceOAuth2AuthorizedClientManager intake,
            StillIn stillIn,
            Clock clock) {
        this.people = people;
        this.intake = intake;
        this.stillIn = stillIn;
        this.clock = clock;
    }

    /**
     * The token of whoever sent this request.
     *
     * @throws SignInEnded if they must sign in again
     * @throws Away if the issuer does not answer
     */
    public String mine() {
        return held().value();
    }

    /** A token, and when it ends; for what asks on after the request is answered. */
    public record Held(String value, Instant until) {

        @Override
        public String toString() {
            return "Held[until " + until + "]";
        }
    }

    /**
     * The token of whoever sent this request, and how long it is one.
     *
     * @throws SignInEnded if they must sign in again
     * @throws Away if the issuer does not answer
     */
    public Held held() {
        var who = SecurityContextHolder.getContext().getAuthentication();
        if (!(who instanceof OAuth2AuthenticationToken)) {
            throw new SignInEnded();
        }
        try {
            return token(
                    people,
                    OAuth2AuthorizeRequest.withClientRegistrationId(ClientRegistrations.PEOPLE)
                            .principal(who)
                            .build());
        } catch (ClientAuthorizationRequiredException none) {
            throw new SignInEnded();
        } catch (OAuth2AuthorizationException refused) {
            if (OAuth2ErrorCodes.INVALID_GRANT.equals(refused.getError().getErrorCode())) {
                throw new SignInEnded();
            }
            throw away(refused);
        }
    }

    /**
     * The token of the public intake.
     *
     * @throws Away if the issuer does not answer
     */
    public String intake() {
        try {
            return token(
                            intake,
                            OAuth2AuthorizeRequest.withClientRegistrationId(ClientRegistrations.INTAKE)
                                    .principal(ClientRegistrations.INTAKE)
                                    .build())
                    .value();
        } catch (OAuth2AuthorizationException refused) {
            throw away(refused);
        }
    }

    private Held token(OAuth2AuthorizedClientManager tokens, OAuth2AuthorizeRequest request) {
        var client = tokens.authorize(request);
        if (client == null) {
            throw new SignInEnded();
        }
        if (!stillIn.stands(client)) {
            throw new SignInEnded();
        }
        awaySince.set(null);
        var token = client.getAccessToken();
        return new Held(
                token.getTokenValue(),
                token.getExpiresAt() == null ? clock.instant().plus(UNSAID_LIFE) : token.getExpiresAt());
    }

    private Away away(OAuth2AuthorizationException why) {
        Instant now = clock.instant();
        Instant since = awaySince.updateAndGet(known -> known == null ? now : known);
        var away = new Away(new Missing(ISSUER, since == null ? now : since));
        away.addSuppressed(why);
        return away;
    }
}
