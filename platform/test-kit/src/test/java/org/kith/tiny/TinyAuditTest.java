package org.kith.tiny;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.platform.audit.AuditChain;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.security.Involvements;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.OwnerAccess;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@ServiceTest
class TinyAuditTest {

    @Autowired
    private MockMvc http;

    @Autowired
    private Roles roles;

    @Autowired
    private Involvements involvements;

    @Autowired
    private OwnerAccess owner;

    @Autowired
    private AuditChain chain;

    private final UUID family = UUID.randomUUID();

    @Test
    void what_is_shown_is_on_record_with_who_and_whom() throws Exception {
        var screening = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);
        var lead = roles.worker(Role.PRACTICE_LEAD, Roles.COUNTY);

        http.perform(get("/families/" + family).with(Tokens.staff(screening))).andExpect(status().isOk());

        http.perform(get("/audit/families/" + family).with(Tokens.staff(lead)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.total").value(1))
                .andExpect(jsonPath("$.items[0].who").value(screening.toString()))
                .andExpect(jsonPath("$.items[0].door").value("GET /families/{id}"))
                .andExpect(jsonPath("$.items[0].status").value(200))
                .andExpect(jsonPath("$.items[0].acts[0]").value("family.seen"))
                .andExpect(jsonPath("$.items[0].personIds.length()").value(1));
        http.perform(get("/audit/families/" + family).with(Tokens.staff(screening)))
                .andExpect(status().isNotFound());
    }

    @Test
    void what_was_seen_of_a_family_is_found_after_it_was_joined() throws Exception {
        var screening = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);
        var lead = roles.worker(Role.PRACTICE_LEAD, Roles.COUNTY);
        var survivor = UUID.randomUUID();
        http.perform(get("/families/" + family).with(Tokens.staff(screening)));

        roles.inLancashire(() -> involvements.joined(survivor, family, Instant.EPOCH));

        for (var id : List.of(survivor, family)) {
            http.perform(get("/audit/families/" + id).with(Tokens.staff(lead)))
                    .andExpect(
                            jsonPath("$.items[?(@.who == '" + screening + "')]").exists());
        }
    }

    @Test
    void a_reason_is_kept_with_a_reveal() throws Exception {
        var screening = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);

        http.perform(post("/families/" + family + "/address/reveal").with(Tokens.staff(screening)))
                .andExpect(status().isOk());

        assertThat(owner.jdbc()
                        .sql("select reason from audit_row where family_ids @> array[?::uuid]")
                        .param(family)
                        .query(String.class)
                        .single())
                .isEqualTo("a visit is due");
    }

    @Test
    void a_no_is_on_record_with_every_reason() throws Exception {
        var elsewhere = roles.worker(Role.SOCIAL_WORKER, "T09");
        roles.teamHolds("T07", family, Instant.EPOCH);

        http.perform(get("/families/" + family).with(Tokens.staff(elsewhere))).andExpect(status().isNotFound());

        assertThat(actsAbout(family)).containsExactly("denied:SEE_FAMILY:OTHER_TEAM");
    }

    @Test
    void a_change_with_no_body_is_on_record() throws Exception {
        var worker = UUID.randomUUID();

        http.perform(post("/nothing-to-say").with(Tokens.staff(worker))).andExpect(status().isOk());

        assertThat(rowsOf(worker)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/families/", "/stream/"})
    void without_an_audit_row_there_are_no_data(String door) throws Exception {
        var screening = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);
        var app = owner.jdbc()
                .sql("select current_database() || '_app'")
                .query(String.class)
                .single();
        owner.jdbc().sql("revoke insert on audit_row from " + app).update();
        try {
            http.perform(get(door + family).with(Tokens.staff(screening)))
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(jsonPath("$.code").value("audit-not-available"))
                    .andExpect(content().string(not(containsString("canary"))));
            http.perform(get("/families/" + family + "/text").with(Tokens.staff(screening)))
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(content().string(not(containsString("canary"))));
            http.perform(post("/nothing-to-say").with(Tokens.staff(screening)))
                    .andExpect(status().isServiceUnavailable());
        } finally {
            owner.jdbc().sql("grant insert on audit_row to " + app).update();
        }
    }

    @Test
    void a_stream_is_on_record_before_its_first_line() throws Exception {
        http.perform(get("/stream/" + family).with(Tokens.staff(UUID.randomUUID())))
                .andExpect(content().string(containsString("canary")));

        assertThat(actsAbout(family)).containsExactly("stream.seen");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_row set subject = 'somebody-else' where council = ? and sequence = 2",
                "update audit_row set at = at + interval '1 microsecond' where council = ? and sequence = 2",
                "update audit_row set family_ids = array[gen_random_uuid()] where council = ? and sequence = 2",
                "update audit_row set person_ids = array_append(person_ids, gen_random_uuid()) where council = ? and sequence = 2",
                "update audit_row set reason = coalesce(reason, '') || 'x' where council = ? and sequence = 2",
                "update audit_row set hash = sha256('x') where council = ? and sequence = 2",
                "delete from audit_row where council = ? and sequence = 2",
                "delete from audit_row where council = ? and sequence = 1",
                "insert into audit_row select council, shard, sequence + 100, gen_random_uuid(), at, subject, kind, agency,"
                        + " door, status, acts, family_ids, person_ids, subjects, reason, trace_id, hash"
                        + " from audit_row where council = ? and sequence = 2",
            })
    void whoever_meddles_is_found_out(String mischief) throws Exception {
        var council = "E%08d".formatted(Math.floorMod(mischief.hashCode(), 90_000_000));
        var worker = UUID.randomUUID();
        for (int i = 0; i < 48; i++) {
            http.perform(post("/nothing-to-say").with(Tokens.staffOf(council, worker)));
        }
        assertThat(check(council)).isEqualTo(new AuditChain.Finding(48, List.of()));

        int changed = owner.jdbc().sql(mischief).param(council).update();

        assertThat(check(council).breaks()).hasSize(changed);
    }

    @Test
    void a_command_and_its_row_are_one_transaction() throws Exception {
        var note = UUID.randomUUID();

        keep(note, "a text").andExpect(status().isCreated());

        assertThat(owner.jdbc()
                        .sql("select count(*) from note n join audit_row a on a.xmin = n.xmin"
                                + " where n.id = ? and a.family_ids @> array[?::uuid] and a.status = 201"
                                + " and a.door = 'POST /families/{id}/notes/{note}'")
                        .params(note, family)
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(statusesAbout(family)).containsExactly(201);
        assertThat(check("E10000017").holds()).isTrue();
    }

    @Test
    void a_command_that_was_rolled_back_is_on_record_with_what_was_answered() throws Exception {
        var note = UUID.randomUUID();

        keep(note, "refused").andExpect(status().isConflict());

        assertThat(kept(note)).isZero();
        assertThat(statusesAbout(family)).containsExactly(409);
    }

    @ParameterizedTest
    @CsvSource({"broken afterwards,500", "more to say,201"})
    void what_comes_after_the_commit_has_a_row_of_its_own(String text, int answered) throws Exception {
        var note = UUID.randomUUID();

        keep(note, text).andExpect(status().is(answered));

        assertThat(kept(note)).isOne();
        assertThat(statusesAbout(family)).containsExactly(201, answered);
    }

    @Test
    void without_an_audit_row_no_command_is_done() throws Exception {
        var note = UUID.randomUUID();
        var app = owner.jdbc()
                .sql("select current_database() || '_app'")
                .query(String.class)
                .single();
        owner.jdbc().sql("revoke insert on audit_row from " + app).update();
        try {
            keep(note, "a text")
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(jsonPath("$.code").value("audit-not-available"))
                    .andExpect(content().string(not(containsString("canary"))));
        } finally {
            owner.jdbc().sql("grant insert on audit_row to " + app).update();
        }

        assertThat(kept(note)).isZero();
    }

    private ResultActions keep(UUID note, String text) throws Exception {
        return http.perform(post("/families/" + family + "/notes/" + note)
                .param("text", text)
                .with(Tokens.staff(UUID.randomUUID())));
    }

    private long kept(UUID note) {
        return owner.jdbc()
                .sql("select count(*) from note where id = ?")
                .param(note)
                .query(Long.class)
                .single();
    }

    private List<Integer> statusesAbout(UUID family) {
        return owner.jdbc()
                .sql("select status from audit_row where family_ids @> array[?::uuid] order by at")
                .param(family)
                .query((row, number) -> row.getInt(1))
                .list();
    }

    private AuditChain.Finding check(String council) {
        return Council.<AuditChain.Finding, RuntimeException>in(new CouncilCode(council), () -> chain.verify());
    }

    private List<String> actsAbout(UUID family) {
        return owner.jdbc()
                .sql("select acts[1] from audit_row where family_ids @> array[?::uuid]")
                .param(family)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private long rowsOf(UUID worker) {
        return owner.jdbc()
                .sql("select count(*) from audit_row where subject = ?")
                .param(worker.toString())
                .query(Long.class)
                .single();
    }
}
