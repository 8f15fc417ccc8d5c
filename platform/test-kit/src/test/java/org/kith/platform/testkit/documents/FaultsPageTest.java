package org.kith.platform.testkit.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of faults names tests that are there, and a test for every bug that was asked for. */
class FaultsPageTest {

    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| B(\\d+) .*$");

    private final String page = Project.read(Project.ROOT.resolve("docs/faults.md"));

    @Test
    void every_test_it_names_is_there() {
        var missing = NAMED.matcher(page)
                .results()
                .filter(named ->
                        sources(named.group(1)).noneMatch(source -> source.contains("void " + named.group(2) + "(")))
                .map(named -> named.group())
                .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void every_bug_has_a_row_with_its_number_in_the_name_of_its_test() {
        var rows = ROW.matcher(page).results().toList();

        Set<Integer> numbers =
                rows.stream().map(row -> Integer.valueOf(row.group(1))).collect(Collectors.toSet());
        assertThat(numbers)
                .containsAll(List.of(
                        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 16, 17, 18, 20, 21, 22, 23, 24, 26, 28, 29, 33, 37, 38,
                        39, 40, 41, 44, 46, 47));
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.group()).contains("b%02d_".formatted(Integer.valueOf(row.group(1)))));
    }

    private static Stream<String> sources(String testClass) {
        return Project.files("/" + testClass + ".java").stream().map(Project::read);
    }
}
