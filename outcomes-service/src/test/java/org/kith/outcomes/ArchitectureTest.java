package org.kith.outcomes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import org.junit.jupiter.api.Test;
import org.kith.platform.testkit.architecture.HouseRules;
import org.springframework.modulith.core.ApplicationModules;

@AnalyzeClasses(packagesOf = OutcomesService.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);

    @Test
    void features_use_each_others_doors_only() {
        ApplicationModules.of(OutcomesService.class).verify();
    }
}
