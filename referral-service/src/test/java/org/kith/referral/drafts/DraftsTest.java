package org.kith.referral.drafts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class DraftsTest {

    private static final Map<String, List<String>> TYPED =
            Map.of("whatWasSeen", List.of("Hides at 12 Example Dunnock Lane"), "worries", List.of("3B", "16A"));

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private List<ScheduledTaskHolder> schedules;

    @Test
    void a_draft_is_gone_on_with_on_another_computer() throws Exception {
        var me = Tokens.staff(UUID.randomUUID());
        var key = begun(me).path("key").asString();

        var opened = sent(HttpMethod.GET, me, key, null, 200);
        var kept = sent(HttpMethod.PUT, me, key, Map.of("version", 1, "fields", Map.of("a", List.of("b"))), 200);

        assertThat(opened.path("fields").path("worries").get(1).asString()).isEqualTo("16A");
        assertThat(kept.path("version").asInt()).isEqualTo(2);
        assertThat(sent(HttpMethod.GET, me, key, null, 200)
                        .path("fields")
                        .path("a")
                        .get(0)
                        .asString())
                .isEqualTo("b");
    }

    @Test
    void what_another_device_kept_meanwhile_is_not_lost() throws Exception {
        var me = Tokens.staff(UUID.randomUUID());
        var key = begun(me).path("key").asString();
        var there = Map.of("version", 1, "fields", Map.of("a", List.of("from the telephone")));

        sent(HttpMethod.PUT, me, key, there, 200);
        var sentTwice = sent(HttpMethod.PUT, me, key, there, 200);
        var here = sent(HttpMethod.PUT, me, key, Map.of("version", 1, "fields", Map.of("a", List.of("here"))), 409);

        assertThat(sentTwice.path("version").asInt()).isEqualTo(2);
        assertThat(here.path("code").asString()).isEqualTo("draft-changed");
    }

    @Test
    void nobody_opens_keeps_or_throws_away_anothers_draft() throws Exception {
        var mine = Tokens.staff(UUID.randomUUID());
        var other = Tokens.staff(UUID.randomUUID());
        var key = begun(mine).path("key").asString();

        sent(HttpMethod.GET, other, key, null, 404);
        sent(HttpMethod.PUT, other, key, Map.of("version", 1, "fields", Map.of()), 404);
        sent(HttpMethod.DELETE, other, key, null, 204);
        sent(HttpMethod.GET, Tokens.staffOf("E10000008", UUID.randomUUID()), key, null, 404);
        sent(HttpMethod.GET, Tokens.publicIntake(), key, null, 404);

        sent(HttpMethod.GET, mine, key, null, 200);
        assertThat(list(other).path("total").asInt()).isZero();
    }

    @Test
    void somebody_without_an_account_opens_theirs_by_its_token_alone() throws Exception {
        var draft = begun(Tokens.publicIntake());
        var token = draft.path("key").asString();

        assertThat(token).matches("[A-Za-z0-9_-]{22}");
        sent(HttpMethod.GET, Tokens.publicIntake(), token, null, 200);
        sent(HttpMethod.GET, Tokens.publicIntake(), "AAAAAAAAAAAAAAAAAAAAAA", null, 404);
        sent(HttpMethod.GET, Tokens.staff(UUID.randomUUID()), token, null, 404);
        assertThat(row(
                        "select count(*)::text from draft where token_hash is not null and encode(token_hash, 'escape') like '%"
                                + token + "%'"))
                .isEqualTo("0");
        assertThat(mvc.perform(MockMvcRequestBuilders.get("/drafts").with(Tokens.publicIntake()))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void drafts_are_listed_without_what_was_typed_and_thrown_away() throws Exception {
        var me = Tokens.staff(UUID.randomUUID());
        var first = begun(me).path("key").asString();
        begun(me);
        begun(me);

        var page = json(MockMvcRequestBuilders.get("/drafts?offset=1&limit=1").with(me), 200);
        sent(HttpMethod.DELETE, me, first, null, 204);

        assertThat(page.path("total").asInt()).isEqualTo(3);
        assertThat(page.path("items")).hasSize(1);
        assertThat(page.toString()).doesNotContain("Dunnock");
        assertThat(list(me).path("total").asInt()).isEqualTo(2);
        sent(HttpMethod.GET, me, first, null, 404);
    }

    @Test
    void a_list_says_whom_each_worry_names_so_far() throws Exception {
        var me = Tokens.staff(UUID.randomUUID());
        for (var fields : List.of(
                TYPED,
                Map.of("children[0].givenName", List.of(" Sam "), "children[0].familyName", List.of("")),
                Map.of(
                        "children[0].givenName",
                        List.of("Ada"),
                        "children[0].familyName",
                        List.of("Example"),
                        "children[1].givenName",
                        List.of("Ben")))) {
            begin(me, Map.of("form", "REFERRAL", "fields", fields), 201);
        }

        assertThat(list(me).path("items").findValues("called").stream()
                        .map(called -> called.isNull() ? "nobody" : called.asString()))
                .containsExactly("Ada Example and 1 more", "Sam", "nobody");
    }

    @Test
    void what_was_typed_lies_sealed() throws Exception {
        begun(Tokens.staff(UUID.randomUUID()));

        assertThat(row("select string_agg(encode(fields, 'escape'), '') from draft"))
                .isNotEmpty()
                .doesNotContain("Dunnock", "whatWasSeen");
    }

    @Test
    void a_draft_is_gone_after_its_day_and_its_row_with_the_next_sweep() throws Exception {
        var me = Tokens.staff(UUID.randomUUID());
        var draft = begun(me);
        var key = draft.path("key").asString();
        var days = Duration.between(
                java.time.Instant.parse(draft.path("changedAt").asString()),
                java.time.Instant.parse(draft.path("goneAt").asString()));
        roles.inLancashire(
                () -> jdbc.update("update draft set gone_at = now() - interval '1 second' where id = ?::uuid", key));

        sent(HttpMethod.GET, me, key, null, 404);
        assertThat(list(me).path("total").asInt()).isZero();
        sweep();

        assertThat(days).isEqualTo(Duration.ofDays(28));
        assertThat(row("select count(*)::text from draft where id = '" + key + "'"))
                .isEqualTo("0");
    }

    @Test
    void only_who_may_send_a_form_keeps_drafts_of_it() throws Exception {
        var screener = Tokens.staff(roles.worker(Role.SCREENING_WORKER, Roles.COUNTY));
        var body = Map.of("form", "SCREENING_DECISION", "about", UUID.randomUUID(), "fields", TYPED);

        begin(screener, body, 201);
        begin(Tokens.staff(roles.worker(Role.SOCIAL_WORKER, "T07")), body, 403);
        begin(Tokens.operator(), Map.of("form", "REFERRAL", "fields", TYPED), 403);
        begin(screener, Map.of("form", "NO_SUCH_FORM", "fields", TYPED), 422);
        begin(screener, Map.of("form", "REFERRAL", "fields", Map.of("a", List.of("x".repeat(200_001)))), 422);
        begin(
                screener,
                Map.of("form", "REFERRAL", "fields", Map.of("name", List.of("عائشة e\u0301 " + "o".repeat(10_000)))),
                201);
    }

    @Test
    void each_look_at_a_draft_is_written_down() throws Exception {
        var worker = UUID.randomUUID();
        var key = begun(Tokens.staff(worker)).path("key").asString();
        sent(HttpMethod.GET, Tokens.staff(worker), key, null, 200);

        assertThat(row("select string_agg(a::text, ' ') from audit_row a where a::text like '%" + worker + "%'"))
                .contains("draft.begun", "draft.opened")
                .doesNotContain("Dunnock");
    }

    private void sweep() {
        schedules.stream()
                .flatMap(holder -> holder.getScheduledTasks().stream())
                .filter(task -> task.toString().contains("DraftSweep"))
                .forEach(task -> task.getTask().getRunnable().run());
    }

    private String row(String sql) {
        var found = new ArrayList<String>();
        roles.inLancashire(() -> found.add(String.valueOf(jdbc.queryForObject(sql, String.class))));
        return found.getFirst();
    }

    private JsonNode begun(RequestPostProcessor who) throws Exception {
        return begin(who, Map.of("form", "REFERRAL", "fields", TYPED), 201);
    }

    private JsonNode begin(RequestPostProcessor who, Map<String, ?> body, int status) throws Exception {
        return json(
                MockMvcRequestBuilders.post("/drafts")
                        .with(who)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(JsonMapper.shared().writeValueAsString(body)),
                status);
    }

    private JsonNode list(RequestPostProcessor who) throws Exception {
        return json(MockMvcRequestBuilders.get("/drafts").with(who), 200);
    }

    private JsonNode sent(
            HttpMethod method,
            RequestPostProcessor who,
            String key,
            @org.jspecify.annotations.Nullable Map<String, ?> body,
            int status)
            throws Exception {
        var request = MockMvcRequestBuilders.request(method, "/drafts/" + key).with(who);
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON)
                    .content(JsonMapper.shared().writeValueAsString(body));
        }
        return json(request, status);
    }

    private JsonNode json(org.springframework.test.web.servlet.RequestBuilder request, int status) throws Exception {
        MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
        assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(status);
        return response.getContentAsString().isEmpty()
                ? JsonMapper.shared().createObjectNode()
                : JsonMapper.shared().readTree(response.getContentAsString());
    }
}
