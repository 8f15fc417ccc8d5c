package org.kith.launcher.machine;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Where this process writes its log. To be said before the first line is logged. */
public final class Logging {

    private static final String CONFIGURATION = "logback.configurationFile";

    private Logging() {}

    /** JSON lines in a file of that name, the console left alone. */
    public static void toFile(Path folder, String name) {
        System.setProperty("kith.log", folder.resolve(name + ".jsonl").toString());
        System.setProperty(CONFIGURATION, "kith-logback.xml");
        // Tomcat and the mailbox speak to java.util.logging
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Warnings only, on standard error: for commands that ask and answer. */
    public static void quiet() {
        System.setProperty(CONFIGURATION, "kith-quiet-logback.xml");
    }
}
