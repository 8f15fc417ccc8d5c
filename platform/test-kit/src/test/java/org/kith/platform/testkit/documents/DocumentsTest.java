package org.kith.platform.testkit.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]]*]\\(([^)#\\s]+)[^)]*\\)");

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_to_a_file_of_ours_leads_somewhere(Path page) {
        var broken = LINK.matcher(Project.read(page))
                .results()
                .map(found -> found.group(1))
                .filter(target -> !target.contains("://") && !target.startsWith("mailto:"))
                .filter(target -> !Files.exists(page.resolveSibling(target)))
                .toList();

        assertThat(broken).as("links of %s", Project.ROOT.relativize(page)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void a_decision_carries_its_number_its_context_and_its_price(Path decision) {
        var number = decision.getFileName().toString().substring(0, 4);

        var text = Project.read(decision);

        assertThat(text)
                .startsWith("# " + number + ": ")
                .contains(
                        "**Context.**", "**Decision.**", "**What we gave up.**", "**How we would know it was wrong.**");
    }

    @Test
    void decisions_are_numbered_without_gaps() {
        var numbers = decisions().stream()
                .map(decision ->
                        Integer.parseInt(decision.getFileName().toString().substring(0, 4)))
                .toList();

        assertThat(numbers).isNotEmpty().doesNotHaveDuplicates();
        assertThat(numbers.getLast()).isEqualTo(numbers.size());
    }

    @Test
    void the_top_level_stays_a_map() {
        var top = Project.ROOT.toFile().list((folder, name) -> !name.startsWith("."));

        assertThat(top)
                .isSubsetOf(
                        "pom.xml",
                        "referral-service",
                        "team-allocation-service",
                        "specialist-service",
                        "outcomes-service",
                        "platform",
                        "docker-compose.yml",
                        "README.md",
                        "CHANGELOG.md",
                        "LICENSE",
                        "docs",
                        "kith",
                        "mvnw",
                        "target");
    }

    static List<Path> pages() {
        return Project.files(".md");
    }

    static List<Path> decisions() {
        return Project.files(".md").stream()
                .filter(page -> page.startsWith(Project.ROOT.resolve("docs/decisions")))
                .toList();
    }
}
