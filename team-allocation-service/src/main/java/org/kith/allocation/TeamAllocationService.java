package org.kith.allocation;

import org.kith.platform.service.KithService;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Gives each accepted family one of the council's locality teams. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class TeamAllocationService {

    /** Starts the service alone. */
    public static void main(String... arguments) {
        KithService.start(TeamAllocationService.class, "team-allocation-service", arguments);
    }
}
