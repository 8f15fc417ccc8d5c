package org.kith.gateway.signin;

import java.net.http.HttpClient;
import java.time.Duration;
import org.kith.gateway.GatewaySettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.ClientCredentialsOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;

/**
 * The gateway's two clients at the issuer: one for people, one for the public intake. The issuer's doors are settings and not
 * discovered, so that the gateway starts while the issuer is down.
 */
@Configuration(proxyBeanMethods = false)
class ClientRegistrations {

    static final String PEOPLE = "kith";
    static final String INTAKE = "intake";

    private static final String DEMO_SECRET = "only-for-made-up-people";

    /** People's tokens live less than a minute, so that services know within it who is out; they are renewed this long before. */
    private static final Duration EARLY = Duration.ofSeconds(10);

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration READ = Duration.ofSeconds(5);

    @Bean
    ClientRegistrationRepository registeredAtTheIssuer(
            GatewaySettings settings, @Value("${kith.demo:false}") boolean demo) {
        String secret = secret(settings, demo);
        var people = ClientRegistration.withRegistrationId(PEOPLE)
                .clientId("kith-gateway")
                .clientSecret(secret)
                .clientName("Kith")
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(settings.address() + "/login/oauth2/code/" + PEOPLE)
                .scope("openid", "profile", "kith")
                .authorizationUri(settings.signIn().authorize().toString())
                .tokenUri(settings.signIn().token().toString())
                .jwkSetUri(settings.signIn().keys().toString())
                .issuerUri(settings.issuer().toString())
                .userNameAttributeName("sub")
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .build();
        var intake = ClientRegistration.withRegistrationId(INTAKE)
                .clientId("kith-intake")
                .clientSecret(secret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope("referrals.write")
                .tokenUri(settings.signIn().token().toString())
                .build();
        return new InMemoryClientRegistrationRepository(people, intake);
    }

    /** In the session, which is a row on the server: the browser has only the session's name. */
    @Bean
    OAuth2AuthorizedClientRepository tokensInTheSession() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    @Bean
    OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codeExchange() {
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(tokenDoor());
        return client;
    }

    @Bean
    DefaultOAuth2AuthorizedClientManager peoplesTokens(
            ClientRegistrationRepository registrations, OAuth2AuthorizedClientRepository tokensInTheSession) {
        var refresh = new RestClientRefreshTokenTokenResponseClient();
        refresh.setRestClient(tokenDoor());
        var manager = new DefaultOAuth2AuthorizedClientManager(registrations, tokensInTheSession);
        manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                .authorizationCode()
                .refreshToken(how -> how.accessTokenResponseClient(refresh).clockSkew(EARLY))
                .build());
        return manager;
    }

    @Bean
    AuthorizedClientServiceOAuth2AuthorizedClientManager intakeTokens(ClientRegistrationRepository registrations) {
        var ask = new RestClientClientCredentialsTokenResponseClient();
        ask.setRestClient(tokenDoor());
        var provider = new ClientCredentialsOAuth2AuthorizedClientProvider();
        provider.setAccessTokenResponseClient(ask);
        var manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(
                registrations, new InMemoryOAuth2AuthorizedClientService(registrations));
        manager.setAuthorizedClientProvider(provider);
        return manager;
    }

    /** Reads tokens and nothing else. */
    static RestClient tokenDoor() {
        return issuerDoor()
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build();
    }

    /** Waits no longer for the issuer than a person would. */
    static RestClient.Builder issuerDoor() {
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT).build());
        requests.setReadTimeout(READ);
        return RestClient.builder().requestFactory(requests);
    }

    private static String secret(GatewaySettings settings, boolean demo) {
        if (!settings.secret().isBlank()) {
            return settings.secret();
        }
        if (demo) {
            return DEMO_SECRET;
        }
        throw new IllegalStateException("KITH_GATEWAY_SECRET is not set. Give it the secret that the issuer has, or set"
                + " KITH_DEMO=true for made-up people on one machine");
    }
}
