package org.kith.outcomes.measures.web;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@ServiceTest
class AimsControllerTest {

    private static final String AIM = """
            {"baselineValue": 2100, "baselineOn": "2021-03-31", "targetValue": 1700, "targetOn": "2027-03-31", "source": "Made-up plan"}
            """;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    @Test
    void an_aim_stands_beside_the_figures_as_it_was_known_then_and_is_lifted() throws Exception {
        var analyst = Tokens.staff(roles.worker(Role.PERFORMANCE_ANALYST, Roles.COUNTY));
        var before = Instant.now();

        set(analyst, "CHILDREN_IN_CARE", AIM)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[?(@.measureCode == 'CHILDREN_IN_CARE')].targetValue")
                        .value(1700));

        mvc.perform(get("/figures/aims?from=2024-01-01&to=2024-03-31").with(analyst))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[?(@.measureCode == 'CHILDREN_IN_CARE')].onTheWay")
                        .value(1900))
                .andExpect(jsonPath("$[?(@.measureCode == 'CHILDREN_IN_CARE')].source")
                        .value("Made-up plan"));
        mvc.perform(get("/figures/aims?from=2024-01-15&to=2024-03-31&months=true")
                        .with(analyst))
                .andExpect(jsonPath("$[?(@.measureCode == 'CHILDREN_IN_CARE')].months[*].from")
                        .value(contains("2024-01-15", "2024-02-01", "2024-03-01")))
                .andExpect(jsonPath("$[?(@.measureCode == 'CHILDREN_IN_CARE')].months[*].onTheWay")
                        .value(contains(1911, 1906, 1900)));
        mvc.perform(get("/figures/aims?knownAt={then}", before).with(analyst))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[?(@.measureCode == 'CHILDREN_IN_CARE')]").isEmpty());
        set(analyst, "CHILDREN_IN_CARE", "{\"source\": \"The plan was given up\"}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[?(@.measureCode == 'CHILDREN_IN_CARE')]").isEmpty());
    }

    @Test
    void everything_that_is_wrong_with_an_aim_is_said_at_once() throws Exception {
        var lead = Tokens.staff(roles.worker(Role.PRACTICE_LEAD, Roles.COUNTY));

        set(lead, "HOURS_TO_DECISION", """
                        {"scopeCode": "T99", "baselineValue": -1, "targetOn": "2027-03-31", "source": " "}
                        """)
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[*].code")
                        .value(containsInAnyOrder(
                                "unknown-scope",
                                "no-aim-for-hours",
                                "out-of-range",
                                "required",
                                "required",
                                "required")));
        set(lead, "CHILDREN_IN_CARE", AIM.replace("2027", "2020"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[0].code").value("not-later"));
        set(lead, "NO_SUCH_MEASURE", AIM).andExpect(status().isNotFound());
    }

    @Test
    void a_social_worker_sets_no_aim() throws Exception {
        set(Tokens.staff(roles.worker(Role.SOCIAL_WORKER, "T07")), "CHILDREN_IN_CARE", AIM)
                .andExpect(status().isForbidden());
    }

    private ResultActions set(RequestPostProcessor who, String measure, String body) throws Exception {
        return mvc.perform(post("/figures/{measure}/aim", measure)
                .with(who)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }
}
