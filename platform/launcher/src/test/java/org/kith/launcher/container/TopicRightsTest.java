package org.kith.launcher.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;
import org.kith.launcher.services.Part;
import org.kith.platform.broker.TopicRights;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.cloud.stream.config.BindingProperties;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;

/** Who may do what on the broker is written from the contracts and the bindings; {@code -Dkith.write=true} writes it anew. */
class TopicRightsTest {

    private static final List<Part> SERVICES = List.of(Part.REFERRAL, Part.ALLOCATION, Part.SPECIALIST, Part.OUTCOMES);

    @Test
    void the_list_of_rights_says_what_contracts_and_bindings_need_and_no_more() throws IOException {
        var list = ComposeTest.root().resolve("platform/service-kit/src/main/resources/broker/rights.csv");

        var rights = rights();

        if (Boolean.getBoolean("kith.write")) {
            Files.writeString(list, rights);
        }
        assertThat(Files.readString(list))
                .as("broker/rights.csv; -Dkith.write=true writes it")
                .isEqualTo(rights);
    }

    @Test
    void nobody_may_say_what_another_service_says() {
        var writers = new TreeMap<String, TreeSet<String>>();
        TopicRights.of(List.of("E10000017", "E10000034")).all().stream()
                .filter(right -> right.operation().name().equals("WRITE")
                        && !right.name().equals("kith.positions"))
                .forEach(right -> writers.computeIfAbsent(right.name(), topic -> new TreeSet<>())
                        .add(right.principal()));

        assertThat(writers)
                .hasSize(8)
                .allSatisfy((topic, who) -> assertThat(who).as(topic).hasSize(1));
    }

    @Test
    void a_performance_team_hears_its_own_council_only() {
        var rights = TopicRights.of(List.of("E10000017", "E10000034"));

        assertThat(rights.topicsOf("performance-E10000017"))
                .containsExactly("kith.measures.E10000017", "kith.outcomes.E10000017");
    }

    private static String rights() {
        var said = topicsByPublisher();
        var text = new StringBuilder("principal,operation,on,pattern,name\n");
        for (var part : SERVICES) {
            var service = part.database();
            var topics = new TreeSet<>(Objects.requireNonNull(said.get(service)));
            topics.forEach(topic -> line(text, service, "WRITE", "TOPIC", topic));
            var groups = new TreeSet<String>();
            for (var binding : bindings(part).values()) {
                line(text, service, "READ", "TOPIC", binding.getDestination());
                topics.add(binding.getDestination());
                groups.add(binding.getGroup());
            }
            groups.forEach(group -> line(text, service, "READ", "GROUP", group));
            line(text, service, "READ", "TOPIC", "kith.positions");
            line(text, service, "WRITE", "TOPIC", "kith.positions");
            topics.add("kith.positions");
            topics.forEach(topic -> line(text, service, "DESCRIBE_CONFIGS", "TOPIC", topic));
            line(text, service, "DESCRIBE_CONFIGS", "CLUSTER", "kafka-cluster");
        }
        for (var topic : Objects.requireNonNull(said.get(Part.OUTCOMES.database()))) {
            line(text, "performance-{council}", "READ", "TOPIC", topic);
        }
        text.append("performance-{council},READ,GROUP,PREFIXED,performance-{council}\n");
        return text.toString();
    }

    private static void line(StringBuilder text, String principal, String operation, String on, String name) {
        text.append(principal)
                .append(',')
                .append(operation)
                .append(',')
                .append(on)
                .append(",LITERAL,")
                .append(name)
                .append('\n');
    }

    private static Map<String, Set<String>> topicsByPublisher() {
        var said = new TreeMap<String, Set<String>>();
        new ClassFileImporter()
                .importPackages("org.kith.contracts").stream()
                        .filter(type -> type.isAssignableTo(Announcement.class) && type.isRecord())
                        .map(JavaClass::reflect)
                        .forEach(fact -> said.computeIfAbsent(publisher(fact), service -> new TreeSet<>())
                                .add(Objects.requireNonNull(fact.getAnnotation(WireName.class))
                                        .topic()));
        return said;
    }

    private static String publisher(Class<?> fact) {
        var name = fact.getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Map<String, BindingProperties> bindings(Part part) {
        try {
            var sources = new MutablePropertySources();
            new YamlPropertySourceLoader()
                    .load("settings", new ClassPathResource(part.configuration() + ".yml"))
                    .forEach(sources::addLast);
            var bound = new Binder(ConfigurationPropertySources.from(sources))
                    .bind("spring.cloud.stream.bindings", Bindable.mapOf(String.class, BindingProperties.class))
                    .orElse(Map.of());
            return new TreeMap<>(bound);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
