package org.kith.identity.clients;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** Keeps clients; the same client said again changes no row's identity and no secret's hash. */
@Component
class Clients {

    /** Kith's own clients start with this, so that no agency's can be taken for one. */
    static final String OWN = "kith-";

    private final RegisteredClientRepository clients;
    private final PasswordEncoder secrets;

    Clients(RegisteredClientRepository clients, PasswordEncoder secrets) {
        this.clients = clients;
        this.secrets = secrets;
    }

    static RegisteredClient.Builder machine(MakeClient command, Duration life) {
        return RegisteredClient.withId(UuidCreator.getTimeOrderedEpoch().toString())
                .clientId(command.clientId())
                .clientName(command.clientId())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(scopes -> scopes.addAll(command.scopes()))
                .clientSettings(about(command.about()).build())
                .tokenSettings(
                        TokenSettings.builder().accessTokenTimeToLive(life).build());
    }

    static ClientSettings.Builder about(ClientAbout about) {
        var settings = ClientSettings.builder()
                .setting(ClientAbout.COUNCIL, about.council())
                .setting(ClientAbout.KIND, about.kind());
        if (about.agency() != null) {
            settings.setting(ClientAbout.AGENCY, about.agency());
        }
        return settings;
    }

    void keep(RegisteredClient.Builder said, String secret) {
        var client = said.build();
        var kept = clients.findByClientId(client.getClientId());
        if (kept == null) {
            clients.save(said.clientSecret(hash(secret)).build());
            return;
        }
        String hash = kept.getClientSecret();
        clients.save(said.id(kept.getId())
                .clientSecret(hash != null && secrets.matches(secret, hash) ? hash : hash(secret))
                .build());
    }

    private String hash(String secret) {
        String hash = secrets.encode(secret);
        if (hash == null) {
            throw new IllegalStateException("A secret has no hash");
        }
        return hash;
    }
}
