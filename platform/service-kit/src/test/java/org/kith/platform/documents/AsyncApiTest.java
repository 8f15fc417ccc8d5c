package org.kith.platform.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.platform.documents.Facts.Fact;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AsyncApiTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @MethodSource("facts")
    void every_example_keeps_its_schema(Fact fact) {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JSON.writeValueAsString(FactSchema.of(fact.type())));
        var example = JSON.readTree(fact.example());

        assertThat(schema.validate(
                        example, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                .isEmpty();
        for (var field : JSON.valueToTree(FactSchema.of(fact.type())).get("required")) {
            var without = example.deepCopy().asObject();
            without.remove(field.asString());
            assertThat(schema.validate(without)).as("without " + field).isNotEmpty();
        }
    }

    static List<Fact> facts() {
        return Facts.all();
    }

    @Test
    void every_fact_of_the_contracts_is_known_with_its_publisher() {
        assertThat(facts())
                .hasSizeGreaterThanOrEqualTo(20)
                .allSatisfy(
                        fact -> assertThat(fact.publisher()).isIn("referral", "allocation", "specialist", "outcomes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"referral", "allocation", "specialist", "outcomes"})
    void every_reference_leads_somewhere(String service) {
        var document = JSON.valueToTree(
                new AsyncApi(service, service).document(Set.of("family.joined.v1", "referral.accepted.v1")));

        var references = new ArrayList<String>();
        collect(document, references);

        assertThat(document.get("asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void a_service_says_its_own_facts_and_hears_what_it_acts_on() {
        var document = JSON.valueToTree(
                new AsyncApi("allocation", "team-allocation-service").document(Set.of("referral.accepted.v1")));

        assertThat(document.at("/operations/send-kith-families/messages").size())
                .isEqualTo(5);
        assertThat(document.at("/operations/receive-kith-referrals/messages").size())
                .isOne();
        assertThat(document.at("/operations").propertyNames())
                .containsExactlyInAnyOrder("send-kith-families", "send-kith-teams", "receive-kith-referrals");
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node.has("$ref")) {
            references.add(node.get("$ref").asString());
        }
        node.forEach(child -> collect(child, references));
    }
}
