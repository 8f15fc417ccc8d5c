package org.kith.launcher.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clock that is moved moves nothing else, where the machine has the library for it. */
class ClocksTest {

    /** A process that waits, and says then what it took and what time it thinks it is. */
    static final class Waiting {

        private Waiting() {}

        public static void main(String[] none) throws InterruptedException {
            var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long before = machine.getProcessCpuTime();
            for (int i = 0; i < 10; i++) {
                Thread.sleep(200);
            }
            System.out.println((machine.getProcessCpuTime() - before) / 1_000_000 + " " + Instant.now());
        }
    }

    @Test
    void a_process_whose_clock_is_behind_waits_without_taking_the_processor(@TempDir Path folder) throws Exception {
        // given
        var clocks = new Clocks(folder);
        assumeTrue(clocks.canMove(), "libfaketime is not installed here");
        var process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Waiting.class.getName());
        process.environment().putAll(clocks.environment(Member.REFERRAL));
        clocks.set(Member.REFERRAL, -90);

        // when
        var said = new String(process.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split(" ", 2);

        // then
        assertThat(Long.parseLong(said[0])).as("core-ms of two seconds").isLessThan(700);
        assertThat(Duration.between(Instant.parse(said[1]), Instant.now()))
                .isBetween(Duration.ofSeconds(80), Duration.ofSeconds(100));
    }
}
