package org.kith.gateway.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.GatewaySettings;
import org.kith.platform.faults.FaultKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Ends the tokens at the issuer when somebody signs out. Their session ends in any case. */
class SignOut implements LogoutHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SignOut.class);

    private final OAuth2AuthorizedClientRepository tokens;
    private final GatewaySettings settings;
    private final RestClient issuer = ClientRegistrations.tokenDoor();

    SignOut(OAuth2AuthorizedClientRepository tokens, GatewaySettings settings) {
        this.tokens = tokens;
        this.settings = settings;
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who) {
        if (who == null) {
            return;
        }
        var client = tokens.loadAuthorizedClient(ClientRegistrations.PEOPLE, who, request);
        if (client == null || client.getRefreshToken() == null) {
            return;
        }
        var form = new LinkedMultiValueMap<String, String>();
        form.add("token", client.getRefreshToken().getTokenValue());
        form.add("token_type_hint", "refresh_token");
        var registration = client.getClientRegistration();
        try {
            issuer.post()
                    .uri(settings.signIn().revoke())
                    .headers(
                            headers -> headers.setBasicAuth(registration.getClientId(), registration.getClientSecret()))
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .body(form)
                    .retrieve()
                    .toBodilessEntity();
        } catch (RestClientException unreachable) {
            LOG.warn("The issuer could not be told of a sign-out: {}", FaultKind.of(unreachable));
        }
    }
}
