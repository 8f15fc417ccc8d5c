package org.kith.platform.security;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.observation.SecurityObservationSettings;

/** What holds for the security filters of services, gateway and issuer alike. */
@AutoConfiguration
class FiltersAutoConfiguration {

    /** A request is one observation; each filter and each check as one of its own would cost more than they do. */
    @Bean
    SecurityObservationSettings noObservationForEachFilter() {
        return SecurityObservationSettings.noObservations();
    }
}
