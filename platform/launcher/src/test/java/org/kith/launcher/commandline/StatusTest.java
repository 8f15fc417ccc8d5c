package org.kith.launcher.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.machine.Run;

class StatusTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Console console = new Console(
            new PrintStream(said, true, StandardCharsets.UTF_8), new PrintStream(said, true, StandardCharsets.UTF_8));

    /** A process that says it was ready, and whose services have died since. */
    @Test
    void a_kith_whose_parts_are_down_is_not_said_to_be_up() {
        var home = new KithHome(folder.resolve("kith")).prepare();

        try (var run = Run.begin(home, new Ports(28_600)).orElseThrow()) {
            run.ready();

            assertThat(new Status(console, home).run(new Options(List.of()))).isFalse();
            assertThat(said.toString(StandardCharsets.UTF_8))
                    .contains("Kith is up in part", "./kith down, then ./kith up")
                    .containsPattern("Kafka +down +28611")
                    .doesNotContain("Kith is up:");
            assertThatThrownBy(() -> new Up(console, home).run(new Options(List.of("--detach"))))
                    .isInstanceOf(Obstacle.class)
                    .hasMessageContaining("referral-service")
                    .satisfies(obstacle ->
                            assertThat(((Obstacle) obstacle).advice()).contains("./kith down"));
        }
    }
}
