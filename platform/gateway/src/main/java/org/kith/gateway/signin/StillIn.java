package org.kith.gateway.signin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kith.gateway.GatewaySettings;
import org.kith.platform.faults.FaultKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether a sign-in still stands. The issuer is asked (RFC 7662), at most every few seconds for each, so that whoever is put out,
 * or whose planned last day is over, sees no further page; a token alone would go on until it ends. An issuer that does not answer
 * puts nobody out: the token's own end does.
 */
@Component
class StillIn {

    private static final Logger LOG = LoggerFactory.getLogger(StillIn.class);

    /** Within five seconds somebody is out of every page. */
    private static final Duration EVERY = Duration.ofSeconds(3);

    /** More than work at once in the largest council; who falls out is only asked about again. */
    private static final int MOST = 5_000;

    private final RestClient issuer = ClientRegistrations.issuerDoor().build();
    private final JsonMapper json = new JsonMapper();
    private final GatewaySettings settings;

    private final Map<String, Long> asked = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };

    StillIn(GatewaySettings settings) {
        this.settings = settings;
    }

    /** False for whoever is out, and for each of their requests from then on. */
    boolean stands(OAuth2AuthorizedClient client) {
        var refresh = client.getRefreshToken();
        if (refresh == null || !isDue(refresh.getTokenValue())) {
            return true;
        }
        boolean stands = ask(client, refresh.getTokenValue());
        if (!stands) {
            synchronized (asked) {
                asked.remove(refresh.getTokenValue());
            }
        }
        return stands;
    }

    private boolean ask(OAuth2AuthorizedClient client, String token) {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("token", token);
        form.add("token_type_hint", "refresh_token");
        var registration = client.getClientRegistration();
        try {
            var said = issuer.post()
                    .uri(settings.signIn().introspect())
                    .headers(
                            headers -> headers.setBasicAuth(registration.getClientId(), registration.getClientSecret()))
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(form)
                    .retrieve()
                    .body(String.class);
            return said == null || json.readTree(said).path("active").asBoolean(true);
        } catch (RestClientException | JacksonException unknown) {
            LOG.info("The issuer could not be asked whether a sign-in still stands: {}", FaultKind.of(unknown));
            return true;
        }
    }

    private boolean isDue(String token) {
        // how long ago, not when: a clock that is set back must not keep anybody in
        long now = System.nanoTime();
        synchronized (asked) {
            var last = asked.get(token);
            if (last != null && now - last < EVERY.toNanos()) {
                return false;
            }
            asked.remove(token);
            asked.put(token, now);
            return true;
        }
    }
}
