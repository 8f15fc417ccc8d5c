package org.kith.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class BenchTest {

    @Test
    void a_share_of_latencies_did_not_take_longer_than_it_says() {
        var latencies = new Latencies();
        IntStream.rangeClosed(1, 1_000).forEach(millis -> latencies.add(millis * 1_000_000L));

        assertThat(latencies.at(0.5)).isEqualTo(500);
        assertThat(latencies.at(0.99)).isEqualTo(990);
        assertThat(latencies.at(1)).isEqualTo(1_000);
    }

    @Test
    void waiting_behind_a_slow_one_is_counted() {
        // one door that lets one through in 20 ms, asked a hundred times a second: the last waits for all before it
        var door = new ReentrantLock();
        var latencies = new Latencies();

        int failed = OpenLoop.run(100, Duration.ofMillis(400), (number, meant) -> {
            door.lock();
            try {
                LockSupport.parkNanos(20_000_000);
            } finally {
                door.unlock();
            }
            latencies.add(System.nanoTime() - meant);
        });

        assertThat(failed).isZero();
        assertThat(latencies.size()).isEqualTo(40);
        // from when it was sent each would have taken 20 ms
        assertThat(latencies.at(1)).isGreaterThan(300);
    }

    @Test
    void a_family_is_waited_for_until_it_has_a_row_and_no_longer_than_the_limit() throws Exception {
        var there = new CopyOnWriteArrayList<String>();
        var asked = new CopyOnWriteArrayList<String>();
        Function<String, List<String>> table = query -> {
            asked.add(query);
            return there.stream().filter(query::contains).toList();
        };

        try (var arrivals = new Arrivals(table, "place where team is not null", Duration.ofSeconds(20));
                var waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = waiting.submit(() -> arrivals.await("one"));
            var second = waiting.submit(() -> arrivals.await("two"));
            await().until(() -> asked.stream().anyMatch(query -> query.contains("'one'") && query.contains("'two'")));
            assertThat(first.isDone()).isFalse();
            // two requests for one family are two rows
            there.addAll(List.of("two", "two"));
            assertThat(second.get()).isTrue();
            assertThat(first.isDone()).isFalse();
            there.add("one");
            assertThat(first.get()).isTrue();
        }
        try (var arrivals = new Arrivals(table, "place where team is not null", Duration.ofMillis(50))) {
            assertThat(arrivals.await("three")).isFalse();
        }
    }

    @Test
    void every_letter_is_of_a_family_of_its_own_with_as_many_children_as_families_have() {
        var letters = new Letters();
        var json = new JsonMapper();
        var households = new HashSet<String>();
        int children = 0;

        for (int number = 0; number < 2_000; number++) {
            var letter = json.readTree(letters.ofFamily(number));
            children += letter.path("children").size();
            assertThat(letter.path("children").size()).isEqualTo(Letters.children(number));
            households.add(letter.path("address").toString());
            assertThat(json.readTree(letters.ofTwo(number)).path("children").size())
                    .isEqualTo(1);
        }

        assertThat(households).hasSize(2_000);
        assertThat(children / 2_000.0).isCloseTo(1.8, within(0.05));
    }

    @Test
    void a_run_compares_itself_with_the_last_one(@TempDir Path folder) throws IOException {
        var first = new Report(folder, Instant.EPOCH, text -> {});
        first.add(Line.atMost("memory", "Memory", 900, "MB", 1_500));
        first.keep();

        var said = new ArrayList<String>();
        var second = new Report(folder, Instant.EPOCH, said::add);
        second.add(Line.atMost("memory", "Memory", 1_600, "MB", 1_500));
        second.keep();

        assertThat(said).anyMatch(line -> line.contains("MISSED") && line.endsWith("last run 900"));
        assertThat(folder.resolve("before.json")).content().contains("900");
        assertThat(Files.readString(folder.resolve("last.svg")))
                .startsWith("<svg")
                .contains("Memory: 1,600 MB");
    }
}
