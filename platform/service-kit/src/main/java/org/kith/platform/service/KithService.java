package org.kith.platform.service;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts one service, alone or beside others in one JVM. */
public final class KithService {

    private KithService() {}

    /**
     * Starts it with the configuration file of that name.
     *
     * @param application the service's application class
     * @param configuration name of its configuration file without ending, such as {@code referral-service}
     * @param arguments Spring Boot arguments; they win over the file
     */
    public static ConfigurableApplicationContext start(
            Class<?> application, String configuration, String... arguments) {
        return new SpringApplicationBuilder(application)
                .properties("spring.config.name=" + configuration)
                .run(arguments);
    }
}
