package org.kith.launcher.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;

class ResetTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private KithHome home;

    @BeforeEach
    void keep_something() throws IOException {
        home = new KithHome(folder.resolve("kith")).prepare();
        Files.writeString(home.demo().resolve("families"), "made up");
    }

    @Test
    void somebody_at_a_terminal_is_asked_and_types_the_word() {
        reset(() -> "reset");

        assertThat(said()).contains("This deletes all that Kith keeps in " + home.folder(), "Type reset to go on:");
        assertThat(home.folder()).doesNotExist();
    }

    @Test
    void any_other_answer_deletes_nothing() {
        for (var answer : new String[] {"", "y", "yes", "Reset", null}) {
            assertThatThrownBy(() -> reset(() -> answer))
                    .isInstanceOf(Obstacle.class)
                    .hasMessage("Nothing was deleted");
        }
        assertThat(home.demo().resolve("families")).exists();
    }

    @Test
    void where_nobody_can_be_asked_it_has_to_be_said_that_it_is_meant() {
        assertThatThrownBy(() -> reset(null))
                .isInstanceOf(Obstacle.class)
                .hasMessage("Nothing was deleted: there is no terminal at which to ask")
                .satisfies(
                        obstacle -> assertThat(((Obstacle) obstacle).advice()).contains("./kith reset --yes"));
        assertThat(home.demo().resolve("families")).exists();

        reset(null, "--yes");

        assertThat(home.folder()).doesNotExist();
        reset(null);
        assertThat(said()).contains("There are no data in " + home.folder());
    }

    @Test
    void a_folder_that_holds_what_is_not_kiths_is_left_alone_whatever_is_said() throws IOException {
        Files.writeString(home.folder().resolve("thesis.odt"), "years of work");

        assertThatThrownBy(() -> reset(null, "--yes"))
                .isInstanceOf(Obstacle.class)
                .hasMessageContaining("thesis.odt");

        assertThat(home.folder().resolve("thesis.odt")).exists();
        assertThat(home.demo().resolve("families")).exists();
    }

    private void reset(@Nullable Supplier<@Nullable String> keyboard, String... words) {
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        new Reset(new Console(out, out, keyboard), home).run(new Options(List.of(words)));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
