package org.kith.platform.testkit.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import org.springframework.modulith.core.ApplicationModules;

/** Whether features use each other through their doors only. */
public final class Features {

    private Features() {}

    /**
     * Checks a service.
     *
     * @param application its application class
     * @throws org.springframework.modulith.core.Violations naming every reach into another feature
     */
    public static void verify(Class<?> application) {
        ApplicationModules.of(application).verify();
    }

    static void verify(String rootPackage, ImportOption classes) {
        ApplicationModules.of(rootPackage, classes).verify();
    }
}
