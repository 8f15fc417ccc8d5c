package org.kith.identity;

import java.time.Clock;
import org.kith.platform.service.KithService;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The issuer. Its auto-configurations are named one by one in {@code META-INF/spring/org.kith.identity.Identity.imports}, since
 * on one machine it shares a class path with every other service.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration
@ConfigurationPropertiesScan
@ComponentScan
@EnableScheduling
public class Identity {

    /** Starts the issuer alone. */
    public static void main(String... arguments) {
        KithService.start(Identity.class, "identity", arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
