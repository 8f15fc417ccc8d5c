package org.kith.launcher.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kith.launcher.demo.Workforce;
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

    /** A client made from the document must be able to read what the doors answer. */
    @Test
    void what_the_doors_answer_is_as_their_document_says() {
        var family = Family.referred(
                kith, Family.form(Family.newName(), List.of("4 Otterholt Close", "Preston"), "PR1 4AA", "3B"));
        family.accepted();
        var team = family.team();
        family.led(team, Workforce.socialWorker(team, 3));
        family.helpedBy("survivor-" + team.toLowerCase(Locale.ROOT));
        family.outcome("PROTECTION_PLAN_START");
        var ids = Map.of(
                "familyId", family.id(),
                "id", family.id(),
                "referralId", family.referralId(),
                "teamCode", team,
                "code", team,
                "token", family.token(),
                "reference", family.reference(),
                "childId", family.child().toString(),
                "measureCode", "CHILDREN_REFERRED",
                "measure", "CHILDREN_REFERRED");
        var readers = List.of(
                Workforce.manager(team),
                Workforce.SCREENING,
                "practice",
                Workforce.PERFORMANCE,
                "survivor-t16",
                "admin");

        var answered = new TreeSet<String>();
        for (var part : List.of(Part.REFERRAL, Part.ALLOCATION, Part.SPECIALIST, Part.OUTCOMES)) {
            var document = served(part, "/v3/api-docs");
            document.path("paths").properties().forEach(path -> {
                var schema = path.getValue().at("/get/responses/200/content/application~1json/schema");
                var asked = filled(path.getKey(), ids) + (path.getKey().equals("/waiting") ? "?kind=LEAD_TO_NAME" : "");
                if (schema.isMissingNode() || asked.contains("{")) {
                    return;
                }
                for (var reader : readers) {
                    var answer = kith.doors().get(part, asked, kith.tokens().person(reader));
                    assertThat(answer.status()).as(part + " " + asked).isLessThan(500);
                    if (answer.isGood()) {
                        answered.add(part + " " + path.getKey());
                        assertThat(against(schema, document, answer.body()))
                                .as(part + " " + path.getKey() + " to " + reader + ": " + answer.body())
                                .isEmpty();
                    }
                }
            });
        }
        assertThat(answered)
                .contains(
                        "REFERRAL /families/{familyId}",
                        "REFERRAL /screening/{referralId}",
                        "ALLOCATION /families/{id}",
                        "ALLOCATION /teams",
                        "ALLOCATION /waiting",
                        "SPECIALIST /tray",
                        "SPECIALIST /practitioners",
                        "SPECIALIST /families/{familyId}",
                        "OUTCOMES /families/{familyId}",
                        "OUTCOMES /figures")
                .hasSizeGreaterThan(25);
    }

    private static String filled(String path, Map<String, String> ids) {
        String filled = path;
        for (var id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        return filled;
    }

    private static List<Error> against(JsonNode schema, JsonNode document, JsonNode answer) {
        var whole = schema.deepCopy().asObject();
        whole.set("components", document.path("components"));
        return faults(whole.toString(), SpecificationVersion.DRAFT_2020_12, answer);
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
