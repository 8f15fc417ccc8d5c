package org.kith.specialist;

import org.kith.platform.service.KithService;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.resilience.annotation.EnableResilientMethods;

/** Which specialists work with a family, and the workbook they share. */
@SpringBootApplication
@EnableResilientMethods
public class SpecialistService {

    /** Starts the service alone. */
    public static void main(String[] arguments) {
        KithService.start(SpecialistService.class, "specialist-service", arguments);
    }
}
