package org.kith.launcher.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

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
    void a_command_that_is_none_is_said() {
        assertThat(Commands.run("dance", List.of())).isEqualTo(2);
    }
}
