package org.kith.launcher.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void words_are_taken_once_and_the_rest_is_said() {
        var options = new Options(List.of("--detach", "--port-base", "8600", "nonsense"));

        assertThat(options.flag("--detach")).isTrue();
        assertThat(options.flag("--processes")).isFalse();
        assertThat(options.number("--port-base")).hasValue(8600);
        assertThatThrownBy(options::requireNoMore).hasMessage("This means nothing here: nonsense");
    }

    @Test
    void a_number_that_is_none_is_said() {
        assertThatThrownBy(() -> new Options(List.of("--seed", "x")).number("--seed"))
                .hasMessageContaining("\"x\" is none");
        assertThatThrownBy(() -> new Options(List.of("--seed")).number("--seed"))
                .hasMessageContaining("needs a number");
    }

    @Test
    void a_count_that_is_none_is_said() {
        assertThat(new Options(List.of()).count("--seeds", 1, 5)).isEqualTo(5);
        assertThat(new Options(List.of("--seeds", "7")).count("--seeds", 1, 5)).isEqualTo(7);
        assertThatThrownBy(() -> new Options(List.of("--seeds", "0")).count("--seeds", 1, 5))
                .hasMessage("--seeds needs a number from 1 on, and 0 is less.");
        assertThatThrownBy(() -> new Options(List.of("--port-base", "4294975896")).count("--port-base", 0, 5))
                .as("a number is never cut to one that fits")
                .hasMessage("--port-base needs a number from 0 on, and 4294975896 is too much.");
    }

    @Test
    void the_next_option_is_no_word_of_the_one_before() {
        assertThatThrownBy(() -> new Options(List.of("--with", "--resume")).text("--with"))
                .hasMessageContaining("needs a word");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "down",
                "status",
                "reset",
                "load",
                "backup folder",
                "restore folder",
                "bench",
                "train",
                "campaign",
                "campaign --simulation",
                "audit",
                "replay",
                "recount",
                "follow K7-000-000"
            })
    void nonsense_is_answered_in_words_by_every_command(String typed) {
        var words = new ArrayList<>(List.of(typed.split(" ", -1)));
        words.add("--nonsense");

        assertThat(Commands.run(words.getFirst(), words.subList(1, words.size())))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up --port-base",
                "up --port-base x",
                "up --port-base -1",
                "load --seed x",
                "bench --families 0",
                "bench --heard -4",
                "train --port-base 99999999999",
                "campaign --seeds 0",
                "campaign --minutes 0",
                "campaign --load-seconds 0",
                "campaign --replay-every -1",
                "campaign --with",
                "campaign --with nothing",
                "campaign --simulation --at-once 0",
                "campaign --simulation --seeds -1",
                "backup",
                "restore",
                "restore folder yesterday",
                "follow"
            })
    void a_value_that_is_none_is_answered_in_words_by_every_command(String typed) {
        var words = List.of(typed.split(" ", -1));

        assertThat(Commands.run(words.getFirst(), words.subList(1, words.size())))
                .isEqualTo(2);
    }

    @Test
    void a_command_that_is_none_is_said() {
        assertThat(Commands.run("dance", List.of())).isEqualTo(2);
    }
}
