package org.kith.launcher.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** One flat class path, six contexts: nobody holds what is another's. */
class ContextsTest {

    private static final Map<Part, String> PACKAGES = Map.of(
            Part.IDENTITY, "org.kith.identity.",
            Part.GATEWAY, "org.kith.gateway.",
            Part.REFERRAL, "org.kith.referral.",
            Part.ALLOCATION, "org.kith.allocation.",
            Part.SPECIALIST, "org.kith.specialist.",
            Part.OUTCOMES, "org.kith.outcomes.");

    /** What every context may hold beside its own. */
    private static final String KIT = "org.kith.platform.";

    private final TestKith kith = TestKith.get();

    @Test
    void no_context_holds_a_bean_of_another_service() {
        var contexts = kith.everything().contexts();

        assertThat(contexts.keySet()).containsExactlyInAnyOrder(Part.values());
        contexts.forEach((part, context) -> {
            var foreign = new ArrayList<String>();
            for (var name : context.getBeanDefinitionNames()) {
                var type = context.getType(name);
                if (type != null
                        && type.getName().startsWith("org.kith.")
                        && !type.getName().startsWith(PACKAGES.getOrDefault(part, "none"))
                        && !type.getName().startsWith(KIT)) {
                    foreign.add(name + ": " + type.getName());
                }
            }
            assertThat(foreign).as(part.configuration()).isEmpty();
        });
    }

    @Test
    void every_context_has_its_own_port_and_its_own_name() {
        var contexts = kith.everything().contexts();

        assertThat(contexts.values().stream()
                        .map(context -> context.getEnvironment().getProperty("spring.application.name")))
                .containsExactlyInAnyOrder(
                        Arrays.stream(Part.values()).map(Part::configuration).toArray(String[]::new));
        assertThat(contexts.values().stream()
                        .map(context -> context.getEnvironment().getProperty("server.port")))
                .doesNotHaveDuplicates();
    }

    @Test
    void no_two_modules_bring_the_same_resource() throws IOException {
        var twice = new TreeSet<String>();
        var names = new ArrayList<String>();
        for (var part : Part.values()) {
            names.add(part.configuration() + ".yml");
            names.add("db/" + part.database());
        }
        names.addAll(List.of("kith-service.yml", "kith-stream.yml", "db/kit", "kith-logback.xml"));
        for (var name : names) {
            var places = Collections.list(ContextsTest.class.getClassLoader().getResources(name));
            if (places.size() > 1) {
                twice.add(name + " in " + places);
            }
        }

        assertThat(twice).isEmpty();
        for (var shared : Set.of("application.properties", "application.yml", "db/migration")) {
            assertThat(ContextsTest.class.getClassLoader().getResource(shared))
                    .as(shared)
                    .isNull();
        }
    }
}
