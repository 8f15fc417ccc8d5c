package org.kith.launcher.services;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Ports;

/**
 * One Kith on this machine, and what each part must be told so that it belongs to it and to no other.
 *
 * @param home where it keeps everything
 * @param ports where it listens
 */
public record Installation(KithHome home, Ports ports) {

    static final String LOOPBACK = "127.0.0.1";

    /** The environment that every part is given, by the names a container would be given. */
    Map<String, String> environment() {
        return Map.of(
                "KITH_BIND",
                LOOPBACK,
                "KITH_DB_HOST",
                LOOPBACK,
                "KITH_DB_PORT",
                Integer.toString(ports.postgres()),
                "KITH_KAFKA",
                LOOPBACK + ":" + ports.kafka(),
                "KITH_ISSUER",
                url(ports.identity()));
    }

    /** Spring Boot's arguments for one part; they win over its file and over this process's environment. */
    List<String> arguments(Part part) {
        var arguments = new ArrayList<String>();
        environment().forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.add("--server.port=" + part.port(ports));
        // the launcher closes contexts itself, before the broker and the database
        arguments.add("--spring.main.register-shutdown-hook=false");
        return List.copyOf(arguments);
    }

    static String url(int port) {
        return "http://" + LOOPBACK + ":" + port;
    }
}
