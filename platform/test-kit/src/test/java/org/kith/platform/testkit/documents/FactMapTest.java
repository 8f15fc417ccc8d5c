package org.kith.platform.testkit.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/** {@code docs/map.md} is written from the contracts and the feeds; {@code -Dkith.write=true} writes it anew. */
class FactMapTest {

    private static final Pattern REACTION = Pattern.compile("\\.on\\(\\s*([A-Za-z]+V\\d+)\\.class");

    @Test
    void the_map_shows_every_fact_with_who_says_and_who_hears_it() throws IOException {
        var page = Project.ROOT.resolve("docs/map.md");

        var map = map();

        if (Boolean.getBoolean("kith.write")) {
            Files.writeString(page, map);
        }
        assertThat(Project.read(page))
                .as("docs/map.md; -Dkith.write=true writes it")
                .isEqualTo(map);
    }

    private static String map() {
        var readers = readers();
        var rows = new ClassFileImporter()
                .importPackages("org.kith.contracts").stream()
                        .filter(type -> type.isAssignableTo(Announcement.class) && type.isRecord())
                        .map(JavaClass::reflect)
                        .sorted(Comparator.comparing(
                                        (Class<?> fact) -> wireName(fact).topic())
                                .thenComparing(fact -> wireName(fact).value()))
                        .map(fact ->
                                "| `%s` | `%s` | %s | %s | [`%s`](../platform/contracts/src/main/resources/contracts/%s.json) |"
                                        .formatted(
                                                wireName(fact).topic(),
                                                wireName(fact).value(),
                                                publisher(fact),
                                                String.join(", ", readers.getOrDefault(fact.getSimpleName(), Set.of())),
                                                fact.getSimpleName(),
                                                wireName(fact).value()))
                        .collect(Collectors.joining("\n"));
        return """
                # Map of facts

                Written from the contracts and the feeds by `FactMapTest`; do not edit. A reader is a service whose feed acts on the fact; every other service that hears the topic
                lets it pass and still counts it. "kit" is the picture of involvement that every service keeps.

                | Topic | Fact | Said by | Acted on by | Example |
                |---|---|---|---|---|
                %s
                """.formatted(rows);
    }

    private static Map<String, Set<String>> readers() {
        var readers = new TreeMap<String, Set<String>>();
        for (var source : Project.files(".java")) {
            var path = Project.ROOT.relativize(source).toString();
            if (path.contains("src/main/java")) {
                REACTION.matcher(Project.read(source))
                        .results()
                        .forEach(found -> readers.computeIfAbsent(found.group(1), fact -> new TreeSet<>())
                                .add(serviceOf(path)));
            }
        }
        return readers;
    }

    private static String serviceOf(String path) {
        return switch (path.substring(0, path.indexOf('/'))) {
            case "referral-service" -> "referral";
            case "team-allocation-service" -> "allocation";
            case "specialist-service" -> "specialist";
            case "outcomes-service" -> "outcomes";
            default -> "kit";
        };
    }

    private static String publisher(Class<?> fact) {
        var name = fact.getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static WireName wireName(Class<?> fact) {
        return Objects.requireNonNull(fact.getAnnotation(WireName.class));
    }
}
