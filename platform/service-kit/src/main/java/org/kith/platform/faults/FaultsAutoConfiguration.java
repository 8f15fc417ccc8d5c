package org.kith.platform.faults;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Keeps ordered faults out of production, wherever the production setting was made. */
@AutoConfiguration
public class FaultsAutoConfiguration {

    @Bean
    static InitializingBean noFaultsInProduction(@Value("${kith.production:false}") boolean production) {
        return () -> {
            if (production && Failpoint.canHappen()) {
                throw new IllegalStateException("Failpoints are never set in production");
            }
        };
    }
}
