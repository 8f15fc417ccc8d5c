package org.kith.identity.people.web;

import org.kith.identity.problems.ProgramsAnswers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** The administrators' door takes tokens; the page on which a password is chosen takes whoever has the link. */
@Configuration(proxyBeanMethods = false)
class PeopleDoors {

    @Bean
    @Order(0)
    SecurityFilterChain doorForAdministrators(HttpSecurity http, ProgramsAnswers no) {
        http.securityMatcher("/people", "/people/**");
        http.authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("SCOPE_kith"));
        http.oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                .authenticationEntryPoint(no)
                .accessDeniedHandler(no));
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        // no cookie is ever read here, so no other site can ride on one
        http.csrf(AbstractHttpConfigurer::disable);
        return http.build();
    }
}
