package org.kith.launcher.services;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.kith.launcher.machine.Logging;

/** The main class of a part that has a JVM of its own. */
public final class Alone {

    private Alone() {}

    /**
     * Starts one part and stays until standard input closes, which it does when the launcher ends, however it ends.
     *
     * @param arguments folder of logs, name of the part, then Spring Boot's arguments
     */
    public static void main(String[] arguments) {
        var part = Part.valueOf(arguments[1]);
        Logging.toFile(Path.of(arguments[0]), part.configuration());
        try {
            var context = new InThisJvm()
                    .start(part, Map.of(), Arrays.asList(arguments).subList(2, arguments.length));
            Runtime.getRuntime().addShutdownHook(new Thread(context::stop, "stop"));
            System.out.println(Child.READY);
            System.in.transferTo(OutputStream.nullOutputStream());
            System.exit(0);
        } catch (RuntimeException | IOException e) {
            System.err.println(e);
            System.exit(1);
        }
    }
}
