package org.kith.identity.signin.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.kith.identity.IdentitySettings;
import org.kith.identity.problems.ProgramsAnswers;
import org.kith.identity.signin.RememberedSecrets;
import org.kith.identity.signin.SignInTries;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Four doors: the protocol for programs, the operator's, the one for health and figures, and the sign-in page for people. */
@Configuration(proxyBeanMethods = false)
class Doors {

    @Bean
    @Order(1)
    SecurityFilterChain doorForPrograms(HttpSecurity http, PasswordEncoder hashes) {
        var secrets = new RememberedSecrets(hashes);
        http.oauth2AuthorizationServer(server -> {
            server.clientAuthentication(client -> client.authenticationProviders(providers -> providers.stream()
                    .filter(ClientSecretAuthenticationProvider.class::isInstance)
                    .forEach(provider -> ((ClientSecretAuthenticationProvider) provider).setPasswordEncoder(secrets))));
            http.securityMatcher(server.getEndpointsMatcher());
            server.oidc(Customizer.withDefaults());
            server.tokenEndpoint(endpoint -> endpoint.accessTokenRequestConverter(new AllScopesUnlessSaid()));
            server.authorizationEndpoint(
                    endpoint -> endpoint.authorizationResponseHandler(Doors::backToTheGatewayAndForget));
        });
        http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
        http.exceptionHandling(refused -> refused.defaultAuthenticationEntryPointFor(
                new LoginUrlAuthenticationEntryPoint(SignInController.PATH),
                new MediaTypeRequestMatcher(MediaType.TEXT_HTML)));
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain doorForTheOperator(HttpSecurity http, ProgramsAnswers no) {
        http.securityMatcher("/accounts/**", "/clients/**", "/accounts", "/clients");
        http.authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("SCOPE_operate"));
        http.oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                .authenticationEntryPoint(no)
                .accessDeniedHandler(no));
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        // no cookie is ever read here, so no other site can ride on one
        http.csrf(AbstractHttpConfigurer::disable);
        return http.build();
    }

    /** Nobody signs in at a door for machines: what is not open there is not there. */
    @Bean
    @Order(3)
    SecurityFilterChain doorForHealth(HttpSecurity http, ProgramsAnswers no) {
        http.securityMatcher("/actuator", "/actuator/**");
        http.authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health/**", "/actuator/prometheus")
                .permitAll()
                .anyRequest()
                .denyAll());
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        http.csrf(AbstractHttpConfigurer::disable);
        http.exceptionHandling(
                refused -> refused.authenticationEntryPoint((request, response, why) -> no.notFound(response))
                        .accessDeniedHandler((request, response, why) -> no.notFound(response)));
        return http.build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain doorForPeople(HttpSecurity http, SignInTries tries, IdentitySettings settings) {
        http.authorizeHttpRequests(requests -> requests.requestMatchers(
                        SignInController.PATH,
                        "/choose-password",
                        "/",
                        "/kith.css",
                        "/assets/**",
                        "/icon.svg",
                        "/favicon.ico",
                        "/error")
                .permitAll()
                .anyRequest()
                .authenticated());
        var welcome = new SavedRequestAwareAuthenticationSuccessHandler();
        welcome.setDefaultTargetUrl(settings.gatewayAddress() + "/work");
        http.formLogin(form -> form.loginPage(SignInController.PATH)
                .loginProcessingUrl(SignInController.PATH)
                .failureHandler((request, response, why) -> {
                    SignInController.keepName(request);
                    response.sendRedirect(SignInController.PATH + "?wrong");
                })
                .successHandler((request, response, who) -> {
                    tries.succeeded(String.valueOf(request.getParameter("username")), request.getRemoteAddr());
                    welcome.onAuthenticationSuccess(request, response, who);
                }));
        http.addFilterBefore(new SignInLimit(tries), UsernamePasswordAuthenticationFilter.class);
        http.exceptionHandling(refused -> refused.accessDeniedHandler(
                (request, response, why) -> response.sendRedirect(SignInController.PATH + "?again")));
        http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none';"
                                // browsers hold a form's redirects against this too, and sign-in ends at the gateway
                                + " form-action 'self' " + settings.gatewayAddress()))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)));
        return http.build();
    }

    /**
     * Sends the code back and forgets who signed in: the gateway holds the session, so signing out there is signing out, and the
     * next person at a shared computer is asked who they are.
     */
    private static void backToTheGatewayAndForget(
            HttpServletRequest request, HttpServletResponse response, Authentication answered) throws IOException {
        var answer = (OAuth2AuthorizationCodeRequestAuthenticationToken) answered;
        String redirectUri = answer.getRedirectUri();
        var code = answer.getAuthorizationCode();
        if (redirectUri == null || code == null) {
            throw new IllegalStateException("An answered request has no code or nowhere to go");
        }
        var address = UriComponentsBuilder.fromUriString(redirectUri).queryParam("code", code.getTokenValue());
        if (answer.getState() != null) {
            address.queryParam("state", UriUtils.encode(answer.getState(), StandardCharsets.UTF_8));
        }
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        response.sendRedirect(address.build(true).toUriString());
    }
}
