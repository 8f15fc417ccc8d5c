package org.kith.platform.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdersTest {

    @Test
    void nothing_is_ordered_where_nothing_is_set() {
        assertThat(Orders.of(Map.of(), Map.of())).isNull();
    }

    @Test
    void a_fault_happens_the_nth_time_and_only_then() {
        var orders = ordered("relay.after-ack:throw:2");

        orders.reached(Failpoint.RELAY_BEFORE_SEND);
        orders.reached(Failpoint.RELAY_AFTER_ACK);
        assertThat(orders.allHappened()).isFalse();
        assertThatThrownBy(() -> orders.reached(Failpoint.RELAY_AFTER_ACK)).isInstanceOf(FailpointReached.class);
        orders.reached(Failpoint.RELAY_AFTER_ACK);

        assertThat(orders.allHappened()).isTrue();
    }

    @Test
    void an_order_nobody_understands_is_refused() {
        assertThatThrownBy(() -> ordered("relay.after-lunch:halt")).hasMessageContaining("relay.after-lunch");
        assertThatThrownBy(() -> ordered("relay.after-ack")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ordered("relay.after-ack:melt")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void production_takes_no_orders() {
        assertThatThrownBy(() -> Orders.of(Map.of("kith.failpoints", "ready"), Map.of("KITH_PRODUCTION", "true")))
                .hasMessageContaining("production");
        assertThatCode(() -> Orders.of(Map.of(), Map.of("KITH_PRODUCTION", "true")))
                .doesNotThrowAnyException();
        assertThatThrownBy(
                        () -> FaultsAutoConfiguration.noFaultsInProduction(true).afterPropertiesSet())
                .hasMessageContaining("production");
    }

    @Test
    void a_fault_that_is_noted_does_not_happen_again_after_a_new_start(@TempDir Path folder) throws Exception {
        var notes = folder.resolve("notes");
        var settings = Map.of("KITH_FAILPOINTS", "inbox.after-apply:throw", "KITH_FAILPOINTS_NOTES", notes.toString());
        var first = Objects.requireNonNull(Orders.of(Map.of(), settings));
        assertThatThrownBy(() -> first.reached(Failpoint.INBOX_AFTER_APPLY)).isInstanceOf(FailpointReached.class);

        var again = Objects.requireNonNull(Orders.of(Map.of(), settings));

        assertThat(Files.readAllLines(notes)).containsExactly("inbox.after-apply:throw");
        again.reached(Failpoint.INBOX_AFTER_APPLY);
    }

    @Test
    void a_process_that_is_told_to_halts_at_the_point_with_the_code_of_kill_9(@TempDir Path folder) throws Exception {
        var notes = folder.resolve("notes");
        var process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dkith.failpoints=relay.after-send:halt",
                "-Dkith.failpoints.notes=" + notes,
                PassesEveryPoint.class.getName());

        var running = process.redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();

        assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue()).isEqualTo(137);
        assertThat(Files.readAllLines(notes)).containsExactly("relay.after-send:halt");
    }

    private static Orders ordered(String list) {
        return Objects.requireNonNull(Orders.of(Map.of("kith.failpoints", list), Map.of()));
    }
}
