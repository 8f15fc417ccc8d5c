package org.kith.launcher.campaign;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.kith.launcher.machine.Logging;
import org.kith.launcher.services.Child;
import org.kith.platform.infrastructure.KafkaServer;

/** The main class of a broker that has a JVM of its own, so that it can be killed by itself. */
public final class BrokerAlone {

    private BrokerAlone() {}

    /**
     * Starts the broker and stays until standard input closes.
     *
     * @param arguments folder of logs, folder of the broker, its port and its controller's
     */
    public static void main(String[] arguments) {
        Logging.toFile(Path.of(arguments[0]), "broker");
        try (var broker = KafkaServer.start(
                Path.of(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]))) {
            System.out.println(Child.READY);
            System.in.transferTo(OutputStream.nullOutputStream());
            System.err.println("Stopping the broker at " + broker.bootstrap());
        } catch (IOException | RuntimeException e) {
            System.err.println(e);
            System.exit(1);
        }
        System.exit(0);
    }
}
