package org.kith.launcher.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What the services say about themselves, against the schemas of those who made the two formats. */
class ServedDocumentsTest {

    private static final String ASYNC_API = resource("/schemas/asyncapi-3.0.0.json");
    private static final String OPEN_API = resource("/schemas/openapi-3.1.json");

    private final TestKith kith = TestKith.get();

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"REFERRAL", "ALLOCATION", "SPECIALIST", "OUTCOMES"})
    void the_document_of_facts_keeps_the_official_schema(Part part) {
        var document = served(part, "/asyncapi");

        assertThat(document.path("asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(faults(ASYNC_API, SpecificationVersion.DRAFT_7, document)).isEmpty();
        document.asObject().remove("info");
        assertThat(faults(ASYNC_API, SpecificationVersion.DRAFT_7, document)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"REFERRAL", "ALLOCATION", "SPECIALIST", "OUTCOMES"})
    void the_document_of_doors_keeps_the_official_schema(Part part) {
        var document = served(part, "/v3/api-docs");

        assertThat(document.path("openapi").asString()).startsWith("3.1.");
        assertThat(document.path("paths").size()).isGreaterThan(10);
        assertThat(faults(OPEN_API, SpecificationVersion.DRAFT_2020_12, document))
                .isEmpty();
        document.asObject().remove("info");
        assertThat(faults(OPEN_API, SpecificationVersion.DRAFT_2020_12, document))
                .isNotEmpty();
    }

    private JsonNode served(Part part, String path) {
        return kith.doors().get(part, path, kith.tokens().operator()).required().body();
    }

    private static List<Error> faults(String schema, SpecificationVersion version, JsonNode document) {
        return SchemaRegistry.withDefaultDialect(version).getSchema(schema).validate(document);
    }

    private static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(ServedDocumentsTest.class.getResourceAsStream(name), "No " + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
