package org.kith.launcher.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A warning that comes at every start teaches people to read over warnings. */
class QuietStartTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> LOUD = Set.of("WARN", "ERROR");
    private static final Set<String> LATE =
            Set.of("heartbeat", "coordinator", "NOT_LEADER", "TIMED_OUT", "timed out", "Exceptionally slow");

    private final TestKith kith = TestKith.get();

    @Test
    void a_start_on_empty_databases_with_nothing_wrong_warns_of_nothing() {
        var lines = kith.loggedAtTheStart().stream().map(JSON::readTree).toList();

        // what a part says at each start: the right file is read
        assertThat(lines.stream().map(line -> line.path("loggerName").asString()))
                .contains("org.kith.identity.clients.OwnClients");
        assertThat(lines.stream()
                        .filter(line -> LOUD.contains(line.path("level").asString()))
                        .filter(line -> !isAboutASlowMachine(line))
                        .map(line -> line.path("loggerName").asString() + ": "
                                + line.path("formattedMessage").asString()))
                .isEmpty();
    }

    /** The broker, its clients and the pools say when something came late, which on a busy machine it does. */
    private static boolean isAboutASlowMachine(JsonNode line) {
        var logger = line.path("loggerName").asString();
        var said = line.path("formattedMessage").asString();
        if (logger.startsWith("com.zaxxer.hikari.")) {
            return said.contains("Thread starvation");
        }
        return (logger.startsWith("org.apache.kafka.") || logger.startsWith("kafka."))
                && LATE.stream().anyMatch(said::contains);
    }
}
