package org.kith.referral.thresholds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThresholdTextTest {

    @TempDir
    private Path folder;

    @Test
    void without_a_file_the_words_are_those_of_the_law() {
        assertThat(new ThresholdText("").levels())
                .extracting(ThresholdText.Level::code)
                .containsExactly("1", "2", "3", "4");
        assertThat(new ThresholdText("").levels().get(2).guide()).contains("Children Act 1989, section 17");
    }

    @Test
    void a_councils_own_words_are_shown_as_they_are() throws IOException {
        var file = file(
                "code,text,guide\n1,Level 1: all,a\n2,Level 2: some,b\n3,Level 3: few,\"c, and d\"\n4,Level 4: urgent,e\n");

        assertThat(new ThresholdText(file).levels().get(2))
                .isEqualTo(new ThresholdText.Level("3", "Level 3: few", "c, and d"));
    }

    @Test
    void a_file_that_leaves_a_level_out_stops_the_start() throws IOException {
        var file = file("code,text,guide\n1,Level 1: all,a\n3,Level 3: few,c\n4,Level 4: urgent,e\n");

        assertThatIllegalStateException()
                .isThrownBy(() -> new ThresholdText(file))
                .withMessageContaining("must say the levels 1, 2, 3 and 4");
        assertThatIllegalStateException()
                .isThrownBy(() -> new ThresholdText(folder.resolve("none.csv").toString()));
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("levels.csv"), text).toString();
    }
}
