package org.kith.allocation;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class FeaturesTest {

    @Test
    void features_use_each_others_doors_only() {
        ApplicationModules.of(TeamAllocationService.class).verify();
    }
}
