package org.kith.platform.security;

import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import jakarta.servlet.DispatcherType;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.kith.platform.refusal.Problem;
import org.kith.platform.refusal.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** The door of every service: a token or nothing, no sessions, health for everybody. On with {@code kith.tokens}. */
@AutoConfiguration(
        afterName = "org.kith.platform.refusal.ProblemAutoConfiguration",
        beforeName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration"
        })
@ConditionalOnBooleanProperty("kith.tokens")
@EnableConfigurationProperties(MetricsReaders.class)
class TokenAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(TokenAutoConfiguration.class);

    private static final Duration KEYS_ARE_FRESH = Duration.ofMinutes(5);
    private static final Duration WAIT_FOR_FRESH_KEYS = Duration.ofSeconds(15);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(2);

    /** A key that the issuer withdraws while nobody can ask it is believed no longer than this. */
    private static final Duration BELIEVED_WHILE_ISSUER_IS_AWAY = Duration.ofHours(1);

    /**
     * A token that has run out is good for no longer than clocks of machines that are kept in step may differ: Spring's own minute
     * would let somebody who was put out act for two.
     */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 5_000;
    private static final int LONGEST_KEYS = 51_200;

    /** Asks the issuer for its keys as seldom as can be, once more when it does not answer, and goes on while it is away. */
    @Bean
    @ConditionalOnMissingBean
    JwtDecoder tokenReader(
            @Value("${spring.security.oauth2.resourceserver.jwt.jwk-set-uri}") URI keys,
            @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") String issuer,
            @Value("${spring.security.oauth2.resourceserver.jwt.audiences}") String audience,
            ObjectProvider<Clock> clocks)
            throws MalformedURLException {
        var source = JWKSourceBuilder.<SecurityContext>create(
                        keys.toURL(), new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, LONGEST_KEYS))
                .cache(KEYS_ARE_FRESH.toMillis(), WAIT_FOR_FRESH_KEYS.toMillis())
                .refreshAheadCache(false)
                .retrying(true)
                .rateLimited(BETWEEN_FETCHES.toMillis())
                .outageTolerant(BELIEVED_WHILE_ISSUER_IS_AWAY.toMillis())
                .build();
        var reader = NimbusJwtDecoder.withJwkSource(source)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .build();
        var clock = clocks.getIfAvailable(Clock::systemUTC);
        var validator = new DelegatingOAuth2TokenValidator<Jwt>(
                JwtValidators.createDefaultWithIssuer(issuer),
                new JwtClaimValidator<Instant>(
                        JwtClaimNames.EXP, end -> end != null && clock.instant().isBefore(end.plus(CLOCKS_DIFFER))),
                new JwtClaimValidator<Collection<String>>(
                        JwtClaimNames.AUD, audiences -> audiences != null && audiences.contains(audience)));
        reader.setJwtValidator(validator);
        return new KnownTokens(reader, source, validator);
    }

    /** A token that cannot be checked just now is no fault of the sender, and none of ours that a person must look at. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> notCheckable(
            Problems problems, AuthenticationEntryPoint notSignedIn) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler((request, response, exception) -> {
                    if (exception instanceof AuthenticationServiceException) {
                        LOG.warn(
                                "The issuer's keys cannot be had: {}",
                                exception.getCause() == null
                                        ? exception.getClass().getSimpleName()
                                        : exception.getCause().getClass().getSimpleName());
                        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
                        problems.answer(
                                response,
                                Problem.of(
                                        503,
                                        "sign-in-away",
                                        "Who you are cannot be checked just now",
                                        "Try again in a few seconds"));
                    } else {
                        notSignedIn.commence(request, response, exception);
                    }
                });
                return filter;
            }
        };
    }

    @Bean
    SecurityFilterChain doors(HttpSecurity http, Problems problems, MetricsReaders readers) {
        AuthenticationEntryPoint notSignedIn = (request, response, exception) -> {
            response.setHeader("WWW-Authenticate", "Bearer");
            problems.answer(
                    response,
                    Problem.of(401, "not-signed-in", "A valid token is needed", "Sign in again, then repeat"));
        };
        AccessDeniedHandler notAllowed = (request, response, exception) ->
                problems.answer(response, Problem.of(403, "not-allowed", "This may not be done with this token", null));
        return http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(anonymous -> {})
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers("/actuator/health", "/actuator/health/*", "/v3/api-docs", "/asyncapi")
                                .permitAll()
                                .requestMatchers("/actuator/prometheus", "/actuator/info")
                                .access((authentication, context) ->
                                        new AuthorizationDecision(readers.include(context.getRequest())))
                                .requestMatchers("/actuator/**")
                                .denyAll()
                                .anyRequest()
                                .authenticated())
                .oauth2ResourceServer(server -> server.jwt(jwt -> {})
                        .withObjectPostProcessor(notCheckable(problems, notSignedIn))
                        .authenticationEntryPoint(notSignedIn)
                        .accessDeniedHandler(notAllowed))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(notSignedIn).accessDeniedHandler(notAllowed))
                .addFilterAfter(new ActingFilter(problems), AuthorizationFilter.class)
                .build();
    }
}
