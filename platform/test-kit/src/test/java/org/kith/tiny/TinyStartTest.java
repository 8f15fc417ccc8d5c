package org.kith.tiny;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.RealInfrastructure;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;

@ServiceTest
class TinyStartTest {

    @Autowired
    private MockMvc http;

    @Autowired
    private ApplicationContext context;

    @ParameterizedTest
    @CsvSource({"${kith.database.name}_owner,kith", "postgres,postgres"})
    void a_service_refuses_to_work_as_somebody_mighty(String user, String password) {
        var service = new SpringApplicationBuilder(TinyService.class)
                .web(WebApplicationType.SERVLET)
                .initializers(new RealInfrastructure());

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> service.run(
                        "--server.port=0",
                        "--spring.datasource.username=" + user,
                        "--spring.datasource.password=" + password))
                .withMessageContaining("give it the application role");
    }

    @Test
    void only_listed_auto_configurations_are_taken_although_others_are_on_the_class_path() {
        assertThat(Arrays.stream(context.getBeanDefinitionNames()))
                .noneMatch(
                        name -> name.toLowerCase(Locale.ROOT)
                                .matches(
                                        ".*(thymeleaf|session.*repository|authorizationserver|clientregistration|mailsender).*"));
    }

    @Test
    void the_service_describes_its_doors_and_topics() throws Exception {
        http.perform(get("/v3/api-docs"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.info.title").value("tiny-service"))
                .andExpect(jsonPath("$.paths['/notes/{id}'].put").exists())
                .andExpect(jsonPath("$.paths['/audit/families/{familyId}']").exists())
                .andExpect(jsonPath("$.components.securitySchemes.token").exists())
                .andExpect(jsonPath("$.components.schemas['refusal.Problem'].properties.errors.items['$ref']")
                        .value("#/components/schemas/refusal.FieldProblem"))
                .andExpect(jsonPath("$.components.schemas['refusal.FieldProblem'].properties.code")
                        .exists())
                .andExpect(jsonPath(
                                "$.paths['/notes/{id}'].put.responses['4XX'].content['application/problem+json'].schema['$ref']")
                        .value("#/components/schemas/refusal.Problem"))
                .andExpect(jsonPath("$.paths['/notes/{id}'].put.responses['5XX'].headers['Retry-After']")
                        .exists());
        http.perform(get("/asyncapi"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.asyncapi").value("3.0.0"));
    }

    @Test
    void a_request_keeps_the_id_it_was_handed_and_gets_one_otherwise() throws Exception {
        http.perform(get("/notes/" + UUID.randomUUID())
                        .with(Tokens.staff(UUID.randomUUID()))
                        .header("X-Correlation-Id", "0190-abcd-0001"))
                .andExpect(header().string("X-Correlation-Id", "0190-abcd-0001"));
        http.perform(get("/notes/" + UUID.randomUUID())
                        .with(Tokens.staff(UUID.randomUUID()))
                        .header("X-Correlation-Id", "evil\nline"))
                .andExpect(result -> assertThat(result.getResponse().getHeader("X-Correlation-Id"))
                        .hasSize(36));
    }
}
