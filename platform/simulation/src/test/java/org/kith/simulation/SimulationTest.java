package org.kith.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kith.platform.testkit.time.Budget;

@Budget(seconds = 120)
class SimulationTest {

    private static final int SEEDS = 300;
    private static final int SEEDS_TO_FIND_A_FAULT = 150;

    @BeforeAll
    static void prepare() {
        Simulation.prepareThisProcess(1);
    }

    @Test
    void every_promise_holds_whatever_befalls_relays_inboxes_broker_and_databases() {
        var outcome = Simulation.run(1, SEEDS, 1, episode -> {});

        assertThat(outcome.breached().stream()
                        .map(episode -> episode.breach() + "; again: " + Simulation.again(episode)))
                .isEmpty();
        assertThat(outcome.facts()).isGreaterThan(SEEDS * 10);
        assertThat(outcome.befell())
                .containsKeys(
                        "broker away",
                        "bytes spoiled",
                        "clock",
                        "crash",
                        "database restart",
                        "log cut",
                        "pause",
                        "rebalance");
    }

    @Test
    void a_seed_gives_the_same_episode_again_step_by_step() {
        var once = LongStream.rangeClosed(1, 20).mapToObj(Episode::of).toList();
        var again = LongStream.rangeClosed(1, 20).mapToObj(Episode::of).toList();

        assertThat(again).isEqualTo(once);
        assertThat(once).extracting(Episode::trace).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(FaultyDesign.class)
    void a_design_that_is_known_to_be_wrong_is_found_out(FaultyDesign design) {
        var found = LongStream.rangeClosed(1, SEEDS_TO_FIND_A_FAULT)
                .mapToObj(seed -> Episode.of(seed, design.fresh(), null))
                .filter(episode -> episode.breach() instanceof Breach)
                .findFirst();

        assertThat(found)
                .as("a breach by %s within %d seeds", design, SEEDS_TO_FIND_A_FAULT)
                .isPresent();
    }
}
