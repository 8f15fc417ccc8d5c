package org.kith.platform.infrastructure;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Servers of a test run that come from elsewhere than Maven artifacts: an engine, say. They are taken where the system property
 * {@code kith.servers} is {@code engine}.
 */
public interface TestServers {

    /**
     * A PostgreSQL whose superuser {@code postgres} needs no password from loopback, and whose data go with it.
     *
     * @param settings names and values of postgresql.conf
     * @throws IOException if it does not come up
     */
    PostgresServer postgres(Map<String, String> settings) throws IOException;

    /**
     * A broker of one node that asks nobody who they are, and whose log goes with it.
     *
     * @param settings names and values of server.properties
     * @throws IOException if it does not come up
     */
    KafkaServer kafka(Map<String, String> settings) throws IOException;

    /**
     * Those that were asked for; empty where none were.
     *
     * @throws IllegalStateException if the module that starts them is not on the class path
     */
    static Optional<TestServers> askedFor() {
        return "engine".equals(System.getProperty("kith.servers"))
                ? Optional.of(ServiceLoader.load(TestServers.class)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(
                                "kith.servers=engine needs the module platform/containers on the class path")))
                : Optional.empty();
    }
}
