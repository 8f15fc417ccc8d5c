package org.kith.platform.security;

import jakarta.servlet.DispatcherType;
import org.kith.platform.refusal.Problem;
import org.kith.platform.refusal.Problems;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** The door of every service: a token or nothing, no sessions, health for everybody. On with {@code kith.tokens}. */
@AutoConfiguration(
        afterName = "org.kith.platform.refusal.ProblemAutoConfiguration",
        beforeName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration"
        })
@ConditionalOnBooleanProperty("kith.tokens")
@EnableConfigurationProperties(MetricsReaders.class)
class TokenAutoConfiguration {

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
                        .authenticationEntryPoint(notSignedIn)
                        .accessDeniedHandler(notAllowed))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(notSignedIn).accessDeniedHandler(notAllowed))
                .addFilterAfter(new ActingFilter(problems), AuthorizationFilter.class)
                .build();
    }
}
