package org.kith.gateway;

import java.time.Clock;
import org.kith.platform.service.KithService;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The gateway. Its auto-configurations are named one by one in {@code META-INF/spring/org.kith.gateway.Gateway.imports}, since
 * on one machine it shares a class path with every other service.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration
@ConfigurationPropertiesScan
@ComponentScan
@EnableScheduling
public class Gateway {

    /** Starts the gateway alone. */
    public static void main(String... arguments) {
        KithService.start(Gateway.class, "gateway", arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
