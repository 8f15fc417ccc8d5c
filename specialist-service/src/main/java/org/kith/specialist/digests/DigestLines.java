package org.kith.specialist.digests;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.kith.platform.council.Council;
import org.kith.platform.council.Rows;
import org.kith.platform.council.Statements;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.requests.RequestId;
import org.kith.specialist.requests.SpecialistAssigned;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is still to be told, and what is in hand. A sender claims lines for a while, so that two instances do not tell twice. */
@Component
class DigestLines {

    private static final Rows LINES = Rows.into(
            "digest_line",
            "council text",
            "line_id uuid",
            "practitioner_id uuid",
            "request_id uuid",
            "discipline text",
            "urgent boolean",
            "assigned_at timestamptz");

    private final JdbcClient jdbc;
    private final Statements statements;

    DigestLines(JdbcClient jdbc, Statements statements) {
        this.jdbc = jdbc;
        this.statements = statements;
    }

    /** Written with all others of the transaction, before it commits. */
    void add(UUID lineId, SpecialistAssigned assigned) {
        statements.about(assigned.request());
        statements.add(
                LINES,
                Council.current().value(),
                lineId,
                assigned.practitioner().value(),
                assigned.request().value(),
                assigned.discipline(),
                assigned.urgent(),
                assigned.at());
    }

    /** Nobody needs to be told of what is no longer theirs. */
    void forget(UUID requestId) {
        statements.about(new RequestId(requestId));
        statements.add(
                "delete from digest_line where council = ? and request_id = ? and sent_at is null",
                Council.current().value(),
                requestId);
    }

    /** Nobody is told who wants no digest. */
    void forgetAll(PractitionerId practitioner) {
        statements.send();
        jdbc.sql("""
                        delete from digest_line
                        where council = current_setting('kith.council')
                          and practitioner_id = :practitioner and sent_at is null""").param("practitioner", practitioner.value()).update();
    }

    List<PractitionerId> toBeTold(Instant now) {
        return jdbc.sql("""
                        select distinct practitioner_id from digest_line
                        where council = current_setting('kith.council') and sent_at is null
                          and (claimed_until is null or claimed_until < :now)
                        order by practitioner_id""")
                .param("now", Timestamp.from(now))
                .query((row, number) -> new PractitionerId(row.getObject("practitioner_id", UUID.class)))
                .list();
    }

    /** Takes what is to be told into hand until then. */
    List<DigestLine> claim(PractitionerId practitioner, Instant now, Instant until) {
        return jdbc.sql("""
                        update digest_line set claimed_until = :until
                        where council = current_setting('kith.council')
                          and practitioner_id = :practitioner and sent_at is null
                          and (claimed_until is null or claimed_until < :now)
                        returning line_id, request_id, discipline, urgent, assigned_at""")
                .param("until", Timestamp.from(until))
                .param("now", Timestamp.from(now))
                .param("practitioner", practitioner.value())
                .query((row, number) -> new DigestLine(
                        row.getObject("line_id", UUID.class),
                        row.getObject("request_id", UUID.class),
                        Discipline.valueOf(row.getString("discipline")),
                        row.getBoolean("urgent"),
                        row.getTimestamp("assigned_at").toInstant()))
                .list();
    }

    void sent(List<DigestLine> lines, Instant at) {
        jdbc.sql("""
                        update digest_line set sent_at = :at, claimed_until = null
                        where council = current_setting('kith.council') and line_id in (:lines)""").param("at", Timestamp.from(at)).param("lines", ids(lines)).update();
    }

    /** Puts them back, to be told another time. */
    void letGo(List<DigestLine> lines) {
        jdbc.sql("""
                        update digest_line set claimed_until = null
                        where council = current_setting('kith.council') and line_id in (:lines) and sent_at is null""").param("lines", ids(lines)).update();
    }

    private static List<UUID> ids(List<DigestLine> lines) {
        return lines.stream().map(DigestLine::lineId).toList();
    }
}
