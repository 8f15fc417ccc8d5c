package org.kith.launcher.services;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/**
 * What a JVM of Kith loaded, linked and learned of its methods in a rehearsal, kept for the next ones (JEP 514, JEP 515). It is
 * good for the class path and the JDK it was made with; a JVM that it does not fit carries on without.
 */
public final class AotCache {

    private static final String USE = "-XX:AOTCache=";

    private AotCache() {}

    /** Where it is kept: beside the folder of jars, which it goes with. */
    public static Path file() {
        var first = Path.of(System.getProperty("java.class.path").split(File.pathSeparator, 2)[0]);
        return first.toAbsolutePath().resolve("../../kith.aot").normalize();
    }

    /** The options of this JVM that let another one on the same class path use it too; none where this one was given none. */
    static List<String> options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option ->
                        option.startsWith(USE) || option.startsWith("-Xlog:aot") || option.startsWith("-Xlog:cds"))
                .toList();
    }
}
