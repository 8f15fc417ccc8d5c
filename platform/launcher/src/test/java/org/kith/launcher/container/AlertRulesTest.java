package org.kith.launcher.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The alert rules held against the measures that the services have and the runbook that they send people to. */
class AlertRulesTest {

    /** Not ours, and seen in a running service's answer. */
    private static final Set<String> FROM_LIBRARIES = Set.of("up", "hikaricp_connections_pending");

    private static final Pattern METRIC = Pattern.compile("\\b(kith_[a-z_]+|hikaricp_[a-z_]+|up)\\b");
    private static final Pattern METER = Pattern.compile("\"(kith(?:\\.[a-z-]+)+)\"");

    @Test
    void every_measure_in_a_rule_is_one_that_a_service_has() throws IOException {
        var known = meters();

        for (var rule : rules()) {
            var names =
                    METRIC.matcher(String.valueOf(rule.get("expr"))).results().map(found -> found.group(1));
            assertThat(names)
                    .as("%s", rule.get("alert"))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(FROM_LIBRARIES.contains(name) || known.contains(withoutUnit(name)))
                            .as(name)
                            .isTrue());
        }
    }

    @Test
    void every_rule_leads_to_a_part_of_the_runbook() throws IOException {
        var parts = Files.readAllLines(ComposeTest.root().resolve("docs/runbook.md")).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> "docs/runbook.md#"
                        + line.substring(3)
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^a-z0-9 -]", "")
                                .replace(' ', '-'))
                .toList();

        assertThat(rules()).hasSizeGreaterThan(8).allSatisfy(rule -> {
            assertThat(rule.keySet().toString()).contains("alert", "expr", "labels", "annotations");
            assertThat(parts)
                    .contains(String.valueOf(Objects.requireNonNull((Map<?, ?>) rule.get("annotations"))
                            .get("runbook")));
            assertThat(String.valueOf(rule.get("labels"))).containsAnyOf("page", "ticket");
        });
    }

    private static String withoutUnit(String metric) {
        return metric.replaceAll("_(seconds|total)(_max|_sum|_count)?$", "");
    }

    private static Set<String> meters() throws IOException {
        var meters = new TreeSet<String>();
        try (var sources = Files.walk(ComposeTest.root())) {
            for (var source : sources.filter(AlertRulesTest::isMain).toList()) {
                METER.matcher(Files.readString(source))
                        .results()
                        .forEach(found -> meters.add(found.group(1).replaceAll("[.-]", "_")));
            }
        }
        return meters;
    }

    private static boolean isMain(Path file) {
        return file.toString().endsWith(".java") && file.toString().contains("src/main/java");
    }

    private static List<Map<?, ?>> rules() throws IOException {
        var file = ComposeTest.root().resolve("platform/launcher/container/alerts.yml");
        Map<?, ?> yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        var rules = new ArrayList<Map<?, ?>>();
        for (var group : Objects.requireNonNull((List<?>) yaml.get("groups"))) {
            for (var rule : Objects.requireNonNull((List<?>) ((Map<?, ?>) group).get("rules"))) {
                rules.add((Map<?, ?>) rule);
            }
        }
        return rules;
    }
}
