package org.kith.outcomes.records.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kith.outcomes.records.OutcomeKind;

/** Whoever makes the file reads the service's README, so it names every column and every code. */
class OutcomeFileColumnsTest {

    @Test
    void every_column_and_code_of_the_file_is_said_in_the_readme() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var codes = Arrays.stream(OutcomeKind.values()).map(OutcomeKind::name).toList();

        assertThat(OutcomeFileController.KNOWN)
                .allSatisfy(column -> assertThat(readme)
                        .contains("| `%s` | %s |"
                                .formatted(column, OutcomeFileController.NEEDED.contains(column) ? "yes" : "no")));
        assertThat(readme).contains(codes.stream().map("`%s`"::formatted).toArray(String[]::new));
        assertThat(headings(readme)).containsExactlyInAnyOrderElementsOf(OutcomeFileController.KNOWN);
    }

    private static List<String> headings(String readme) {
        return readme.lines()
                .filter(line -> line.startsWith("familyId,"))
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .toList();
    }
}
