package org.kith.outcomes;

import org.kith.platform.service.KithService;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** What changed for families, and what it adds up to for the county. */
@SpringBootApplication
public class OutcomesService {

    /** Starts the service. */
    public static void main(String[] arguments) {
        KithService.start(OutcomesService.class, "outcomes-service", arguments);
    }
}
