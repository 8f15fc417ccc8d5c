package org.kith.identity.clients;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.Set;
import org.kith.identity.IdentitySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Kith's own three clients, made at start from the settings: the gateway's for people, the gateway's for the public intake, and
 * the operator's. Without secrets it starts only for a demo.
 */
@Component
class OwnClients implements InitializingBean {

    static final String GATEWAY = Clients.OWN + "gateway";
    static final String INTAKE = Clients.OWN + "intake";
    static final String OPERATOR = Clients.OWN + "operator";
    static final String BACKFILL = Clients.OWN + "backfill";

    private static final String DEMO_SECRET = "only-for-made-up-people";
    private static final int SHORTEST_SECRET = 16;
    private static final Logger LOG = LoggerFactory.getLogger(OwnClients.class);

    private final Clients clients;
    private final IdentitySettings settings;
    private final boolean demo;
    private final TransactionOperations transaction;

    OwnClients(
            Clients clients,
            IdentitySettings settings,
            @Value("${kith.demo:false}") boolean demo,
            TransactionOperations transaction) {
        this.clients = clients;
        this.settings = settings;
        this.demo = demo;
        this.transaction = transaction;
    }

    @Override
    public void afterPropertiesSet() {
        String gatewaySecret = secret("KITH_GATEWAY_SECRET", settings.gatewaySecret());
        String operatorSecret = secret("KITH_OPERATOR_SECRET", settings.operatorSecret());
        transaction.executeWithoutResult(status -> {
            clients.keep(gateway(), gatewaySecret);
            clients.keep(
                    Clients.machine(
                            new MakeClient(
                                    INTAKE,
                                    gatewaySecret,
                                    new ClientAbout(settings.council(), "public", null),
                                    Set.of("referrals.write")),
                            settings.accessTokenLife()),
                    gatewaySecret);
            clients.keep(
                    Clients.machine(
                            new MakeClient(
                                    OPERATOR,
                                    operatorSecret,
                                    new ClientAbout(settings.council(), "operator", null),
                                    Set.of("operate", "backfill", "kith", "referrals.write")),
                            settings.accessTokenLife()),
                    operatorSecret);
            if (demo) {
                clients.keep(backfill(), operatorSecret);
            }
        });
        LOG.info("Clients {}, {} and {} are ready", GATEWAY, INTAKE, OPERATOR);
    }

    private RegisteredClient.Builder gateway() {
        String address = settings.gatewayAddress().toString();
        return RegisteredClient.withId(UuidCreator.getTimeOrderedEpoch().toString())
                .clientId(GATEWAY)
                .clientName("Kith")
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUri(address + "/login/oauth2/code/kith")
                .postLogoutRedirectUri(address + "/")
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .scope("kith")
                .clientSettings(Clients.about(new ClientAbout(settings.council(), "staff", null))
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(settings.peoplesTokenLife())
                        .refreshTokenTimeToLive(settings.signInLife())
                        // the gateway is a confidential client: two pages asking at once must not sign anybody out
                        .reuseRefreshTokens(true)
                        .build());
    }

    /**
     * A demo plays a year that is over: its made-up workers sign in as all workers do, and may give times in the past. Made for
     * a demo only.
     */
    private RegisteredClient.Builder backfill() {
        return RegisteredClient.withId(UuidCreator.getTimeOrderedEpoch().toString())
                .clientId(BACKFILL)
                .clientName("Kith demo")
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(settings.gatewayAddress() + "/login/oauth2/code/backfill")
                .scope("kith")
                .scope("backfill")
                .clientSettings(Clients.about(new ClientAbout(settings.council(), "staff", null))
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(settings.accessTokenLife())
                        .build());
    }

    private String secret(String variable, String said) {
        if (said.isBlank()) {
            if (demo) {
                return DEMO_SECRET;
            }
            throw new IllegalStateException(variable + " is not set. Give it a secret of at least " + SHORTEST_SECRET
                    + " characters, or set KITH_DEMO=true for made-up people on one machine");
        }
        if (said.length() < SHORTEST_SECRET && !demo) {
            throw new IllegalStateException(
                    variable + " is too short. Give it a secret of at least " + SHORTEST_SECRET + " characters");
        }
        return said;
    }
}
