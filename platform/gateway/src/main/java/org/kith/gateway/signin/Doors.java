package org.kith.gateway.signin;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.kith.gateway.GatewaySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.session.autoconfigure.DefaultCookieSerializerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.CookieClearingLogoutHandler;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter.Directive;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Two doors: agencies' programs with a token of their own, and people with a session. */
@Configuration(proxyBeanMethods = false)
class Doors {

    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    static final String SIGN_IN = "/oauth2/authorization/" + ClientRegistrations.PEOPLE;
    static final String CONTINUE = "/continue";

    /** Pages that need no account. */
    private static final String[] PUBLIC = {
        "/",
        "/worries",
        "/worries/**",
        "/receipt",
        "/receipt/**",
        "/sign-in",
        "/signed-out",
        CONTINUE,
        "/accessibility",
        "/status",
        "/assets/**",
        "/kith.css",
        "/kith.js",
        "/autosave.js",
        "/live.js",
        "/icon.svg",
        "/favicon.ico",
        "/robots.txt",
        "/error"
    };

    @Bean
    @Order(1)
    SecurityFilterChain doorForPrograms(HttpSecurity http) {
        http.securityMatcher("/api/**");
        // the service behind checks the token; without one there is nothing to pass on
        http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        // no cookie is ever read here, so no other site can ride on one
        http.csrf(AbstractHttpConfigurer::disable);
        http.requestCache(AbstractHttpConfigurer::disable);
        return http.build();
    }

    /** The session's cookie, where there is TLS for this host alone. */
    @Bean
    DefaultCookieSerializerCustomizer sessionCookie(GatewaySettings settings) {
        boolean secure = "https".equals(settings.address().getScheme());
        return cookie -> {
            cookie.setCookieName(CookieNames.session(secure));
            cookie.setCookiePath("/");
            if (secure) {
                cookie.setUseSecureCookie(true);
            }
        };
    }

    @Bean
    @Order(2)
    SecurityFilterChain doorForPeople(
            HttpSecurity http,
            GatewaySettings settings,
            OAuth2AuthorizedClientRepository tokensInTheSession,
            OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codeExchange,
            ClientRegistrationRepository clients) {
        boolean secure = "https".equals(settings.address().getScheme());
        var underway = new SignInsUnderway(
                Objects.requireNonNull(clients.findByRegistrationId(ClientRegistrations.PEOPLE))
                        .getClientSecret(),
                secure);
        var asked = askedFor(secure);
        http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                        DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers(PUBLIC)
                .permitAll()
                .requestMatchers("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")
                .permitAll()
                .requestMatchers("/actuator/**")
                .access((who, context) -> new AuthorizationDecision(settings.metricsFrom().stream()
                        .anyMatch(network -> new IpAddressMatcher(network).matches(context.getRequest()))))
                .anyRequest()
                .authenticated());
        http.csrf(csrf -> {
            var cookie = new CookieCsrfTokenRepository();
            cookie.setCookieName(CookieNames.of("KITH_FORM", secure));
            cookie.setCookieCustomizer(how -> {
                how.httpOnly(true).sameSite("Strict").path("/");
                if (secure) {
                    // also behind a proxy that ends the TLS
                    how.secure(true);
                }
            });
            csrf.csrfTokenRepository(cookie);
        });
        http.addFilterBefore(new OwnFormsOnly(settings.address()), CsrfFilter.class);
        http.requestCache(cache -> cache.requestCache(asked));
        http.oauth2Login(login -> login.loginPage(SIGN_IN)
                .authorizedClientRepository(tokensInTheSession)
                .authorizationEndpoint(endpoint -> endpoint.authorizationRequestRepository(underway))
                .tokenEndpoint(endpoint -> endpoint.accessTokenResponseClient(codeExchange))
                .successHandler(new Welcome(asked))
                .failureHandler((request, response, why) -> {
                    LOG.warn(
                            "A sign-in was not finished: {}",
                            why instanceof OAuth2AuthenticationException refused
                                    ? refused.getError().getErrorCode()
                                    : why.getClass().getSimpleName());
                    response.sendRedirect("/sign-in?failed");
                }));
        http.oauth2Client(client -> client.authorizedClientRepository(tokensInTheSession));
        http.exceptionHandling(
                refused -> refused.authenticationEntryPoint(Doors::askToSignIn).accessDeniedHandler(keepOrRefuse()));
        http.logout(out -> out.logoutUrl("/sign-out")
                .logoutSuccessUrl("/signed-out")
                .addLogoutHandler(new CookieClearingLogoutHandler(gone(CookieNames.session(secure), secure)))
                .addLogoutHandler(new SignOut(tokensInTheSession, settings))
                .addLogoutHandler(new HeaderWriterLogoutHandler(
                        new ClearSiteDataHeaderWriter(Directive.COOKIES, Directive.STORAGE))));
        headers(http, settings);
        return http.build();
    }

    private static Cookie gone(String name, boolean secure) {
        var cookie = new Cookie(name, "");
        cookie.setPath("/");
        cookie.setMaxAge(0);
        cookie.setSecure(secure);
        cookie.setHttpOnly(true);
        return cookie;
    }

    /** The page that was asked for waits in the browser, so that whoever only knocks leaves no session behind. */
    private static RequestCache askedFor(boolean secure) {
        var asked = new CookieRequestCache();
        asked.setRequestMatcher(Doors::isAPage);
        asked.setCookieCustomizer(cookie -> {
            cookie.setSecure(secure);
            cookie.setAttribute("SameSite", "Lax");
        });
        return asked;
    }

    private static boolean isAPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return "GET".equals(request.getMethod())
                && (accept == null || accept.contains("text/html") || accept.contains("*/*"));
    }

    private static void headers(HttpSecurity http, GatewaySettings settings) {
        var issuer = settings.signIn().authorize();
        http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none';"
                                + " frame-ancestors 'none';"
                                // browsers hold a form's redirects against this too, and an ended session goes to the
                                // issuer
                                + " form-action 'self' " + issuer.getScheme() + "://" + issuer.getAuthority()))
                // a receipt's address is a secret: it is told to no other site
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions ->
                        permissions.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
                .frameOptions(Customizer.withDefaults()));
    }

    private static void askToSignIn(HttpServletRequest request, HttpServletResponse response, Exception why)
            throws IOException {
        if (!"GET".equals(request.getMethod())) {
            KeptForm.keep(request);
        }
        response.sendRedirect(SIGN_IN);
    }

    /** A form of ours whose token is of an ended session is kept and offered again; anything else is refused. */
    private static AccessDeniedHandler keepOrRefuse() {
        return (request, response, why) -> {
            if (why instanceof CsrfException && OwnFormsOnly.isOurs(request)) {
                KeptForm.keep(request);
                response.sendRedirect(CONTINUE);
            } else {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
            }
        };
    }

    /** After sign-in: back to what was typed, to the page that was asked for, or to one's work. */
    private static final class Welcome extends SavedRequestAwareAuthenticationSuccessHandler {

        private Welcome(RequestCache asked) {
            setRequestCache(asked);
            setDefaultTargetUrl("/work");
        }

        @Override
        public void onAuthenticationSuccess(
                HttpServletRequest request, HttpServletResponse response, Authentication who)
                throws IOException, ServletException {
            if (KeptForm.waits(request)) {
                response.sendRedirect(CONTINUE);
            } else {
                super.onAuthenticationSuccess(request, response, who);
            }
        }
    }
}
