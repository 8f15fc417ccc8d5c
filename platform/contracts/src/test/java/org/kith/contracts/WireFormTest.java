package org.kith.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kith.contracts.referral.FamilyJoinedV1;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every fact has a written example, and the record and the example say the same. */
class WireFormTest {

    private static final Set<Class<?>> ALLOWED_TYPES = Set.of(
            UUID.class, String.class, Instant.class, LocalDate.class, int.class, long.class, boolean.class, List.class);

    private final JsonMapper json = JsonMapper.shared();

    @ParameterizedTest
    @MethodSource("facts")
    void a_fact_reads_and_writes_its_example(Class<? extends Announcement> fact) throws IOException {
        var written = exampleOf(fact);

        JsonNode readAndWritten = json.readTree(json.writeValueAsBytes(json.treeToValue(written, fact)));

        assertThat(readAndWritten).isEqualTo(written);
    }

    @ParameterizedTest
    @MethodSource("facts")
    void a_fact_with_a_field_from_a_later_version_is_still_read(Class<? extends Announcement> fact) throws IOException {
        var written = (ObjectNode) exampleOf(fact);
        written.put("addedLater", "by a newer publisher");

        var read = json.treeToValue(written, fact);

        assertThat(read.key()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("facts")
    void a_fact_is_made_of_plain_types_only(Class<? extends Announcement> fact) {
        var types = Arrays.stream(fact.getRecordComponents())
                .map(RecordComponent::getType)
                .collect(Collectors.toSet());

        assertThat(ALLOWED_TYPES).containsAll(types);
    }

    @Test
    void a_joining_from_before_children_were_named_is_read_and_names_none() throws IOException {
        var before = (ObjectNode) exampleOf(FamilyJoinedV1.class);
        before.remove(List.of("sameChildIds", "knownAsChildIds"));

        assertThat(json.treeToValue(before, FamilyJoinedV1.class).sameChildren())
                .isEmpty();
        assertThat(json.treeToValue(exampleOf(FamilyJoinedV1.class), FamilyJoinedV1.class)
                        .sameChildren())
                .hasSize(1);
    }

    @Test
    void no_two_facts_share_a_wire_name() {
        var names = facts().map(WireFormTest::wireName).toList();

        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(20);
    }

    private JsonNode exampleOf(Class<?> fact) throws IOException {
        try (var example = getClass().getResourceAsStream("/contracts/" + wireName(fact) + ".json")) {
            return json.readTree(Objects.requireNonNull(example, "No example for " + wireName(fact)));
        }
    }

    private static String wireName(Class<?> fact) {
        return Objects.requireNonNull(fact.getAnnotation(WireName.class), fact + " has no @WireName")
                .value();
    }

    @SuppressWarnings("unchecked") // the filter keeps announcements only
    static Stream<Class<? extends Announcement>> facts() {
        return new ClassFileImporter()
                .importPackages("org.kith.contracts").stream()
                        .filter(type -> type.isAssignableTo(Announcement.class) && type.isRecord())
                        .map(JavaClass::reflect)
                        .map(type -> (Class<? extends Announcement>) type);
    }
}
