package org.kith.referral;

import org.kith.platform.service.KithService;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The front door as a program. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ReferralService {

    /** Starts it alone. */
    public static void main(String[] args) {
        KithService.start(ReferralService.class, "referral-service", args);
    }
}
