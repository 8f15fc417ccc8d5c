package org.kith.launcher.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kith.launcher.campaign.Results.Result;
import org.kith.platform.faults.Failpoint;

class ResultsTest {

    @Test
    void whoever_goes_on_knows_what_was_played_and_how_many_halts_came_about(@TempDir Path folder) {
        // given
        var file = folder.resolve("results.jsonl");
        var halts = Fault.halts(Failpoint.RELAY_AFTER_ACK, 7);
        var words = halts.stream().map(Fault::word).toList();
        var results = new Results(file);
        results.add(result(7, words, List.of(words.getLast() + Fault.NOT_REACHED), List.of()));
        results.add(result(8, List.of("kill broker"), List.of(), List.of()));

        // when
        var again = new Results(file);

        // then
        assertThat(again.seeds()).containsExactlyInAnyOrder(7L, 8L);
        assertThat(again.summary())
                .anyMatch(line -> line.startsWith("2 episodes: 6 kills, 20 referrals"))
                .contains("3 of 4 halts at a failpoint were reached")
                .contains("0 breaches in 2 episodes: under 3/2 of episodes breach, with 95 % confidence");

        // and when one breaches
        again.add(result(9, List.of("kill broker"), List.of(), List.of("I1 something")));

        // then
        assertThat(again.breached()).isOne();
        assertThat(again.summary()).contains("1 of 3 episodes breach");
    }

    private static Result result(long seed, List<String> faults, List<String> skipped, List<String> breaches) {
        return new Result(seed, faults, skipped, 3, 10, 100, 40, Map.of(), breaches);
    }
}
