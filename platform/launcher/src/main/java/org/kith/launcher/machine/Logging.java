package org.kith.launcher.machine;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Where this process writes its log. */
public final class Logging {

    private static final String CONFIGURATION = "logback.configurationFile";

    private static final String FILE = "kith-logback.xml";

    private Logging() {}

    /** JSON lines in a file of that name, the console left alone; from now on, whatever was said before. */
    public static void toFile(Path folder, String name) {
        System.setProperty("kith.log", folder.resolve(name + ".jsonl").toString());
        System.setProperty(CONFIGURATION, FILE);
        // whoever holds a logger already has started logback with what was asked for until now
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        var reader = new JoranConfigurator();
        reader.setContext(context);
        try {
            reader.doConfigure(Objects.requireNonNull(Logging.class.getResource("/" + FILE), FILE));
        } catch (JoranException e) {
            throw new IllegalStateException(FILE + " cannot be read", e);
        }
        // Tomcat and the mailbox speak to java.util.logging
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Warnings only, on standard error: for commands that ask and answer. */
    public static void quiet() {
        System.setProperty(CONFIGURATION, "kith-quiet-logback.xml");
    }
}
