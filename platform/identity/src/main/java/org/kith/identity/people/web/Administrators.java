package org.kith.identity.people.web;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.identity.IdentitySettings;
import org.kith.platform.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.server.ResponseStatusException;

/** Who administers people, as team allocation says of whoever asks, with their own token and each time anew. */
@Component
class Administrators {

    private static final Logger LOG = LoggerFactory.getLogger(Administrators.class);
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final RestClient allocation;

    Administrators(IdentitySettings settings) {
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(LIMIT)
                .version(HttpClient.Version.HTTP_1_1)
                .build());
        requests.setReadTimeout(LIMIT);
        this.allocation = RestClient.builder()
                .requestFactory(requests)
                .baseUrl(settings.rights())
                .build();
    }

    record Me(@Nullable List<Held> roles) {}

    record Held(String role) {}

    /**
     * The council whose people the asker administers.
     *
     * @throws Refusal 403 if they administer nobody
     * @throws ResponseStatusException 503 if nobody can say
     */
    String councilOf(Jwt token) {
        if (!"staff".equals(token.getClaimAsString("kind")) || !mayManage(token)) {
            throw Refusal.forbidden("not-allowed", "Your role does not include this");
        }
        var council = token.getClaimAsString("council");
        if (council == null) {
            throw Refusal.forbidden("not-allowed", "Your role does not include this");
        }
        return council;
    }

    private boolean mayManage(Jwt token) {
        try {
            var me = allocation
                    .get()
                    .uri("/me")
                    .headers(headers -> headers.setBearerAuth(token.getTokenValue()))
                    .retrieve()
                    .body(Me.class);
            return me != null
                    && me.roles() != null
                    && me.roles().stream().anyMatch(held -> held.role().equals("ADMINISTRATOR"));
        } catch (RestClientException away) {
            LOG.warn(
                    "Team allocation could not be asked for roles: {}",
                    away.getClass().getSimpleName());
            throw new ResponseStatusException(
                    HttpStatus.SERVICE_UNAVAILABLE, "Who may do this cannot be asked just now. Try again in a minute");
        }
    }
}
