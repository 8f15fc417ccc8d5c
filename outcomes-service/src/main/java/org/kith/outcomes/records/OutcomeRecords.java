package org.kith.outcomes.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kith.outcomes.journeys.ChildId;
import org.kith.outcomes.journeys.FamilyId;
import org.kith.platform.council.Council;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Every outcome ever recorded. Rows are only added. */
@Repository
public class OutcomeRecords {

    /** A record names its child as the child is known today. */
    private static final String RECORD = """
            select r.outcome_id, r.family_id, coalesce(a.same_as, r.child_id) as child_id, r.kind_code, r.happened_on,
                   r.corrects_outcome_id, r.withdrawn, r.note, r.recorded_at, r.recorded_by
              from outcome_record r
              left join child_alias a on a.council = r.council and a.child_id = r.child_id
            """;

    private final JdbcClient jdbc;

    OutcomeRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Records made for these families that nothing has corrected or withdrawn. */
    @Transactional(readOnly = true)
    public List<OutcomeRecord> standingIn(Collection<FamilyId> families) {
        if (families.isEmpty()) {
            return List.of();
        }
        var ofTheirChildren = jdbc.sql(RECORD + """
                         where r.council = :council
                           and coalesce(a.same_as, r.child_id) in (
                               select coalesce(same_as, m.child_id) from outcome_record m
                                 left join child_alias using (council, child_id)
                                where m.council = :council and m.family_id = any(cast(:families as uuid[])))
                         order by r.happened_on, r.recorded_at, r.outcome_id
                        """)
                .param("council", Council.current().value())
                .param("families", array(families, FamilyId::value))
                .query((row, number) -> record(row))
                .list();
        return ChildRecords.standing(ofTheirChildren).stream()
                .filter(outcome -> families.contains(outcome.family()))
                .toList();
    }

    /** Records made for these families, in the order of their days, with those that were replaced. */
    @Transactional(readOnly = true)
    public List<OutcomeRecord> in(Collection<FamilyId> families) {
        return jdbc.sql(RECORD + """
                         where r.council = :council and r.family_id = any(cast(:families as uuid[]))
                         order by r.happened_on, r.recorded_at, r.outcome_id
                        """)
                .param("council", Council.current().value())
                .param("families", array(families, FamilyId::value))
                .query((row, number) -> record(row))
                .list();
    }

    /** Every record about a child, in whichever family. */
    List<OutcomeRecord> of(ChildId child) {
        return jdbc.sql(RECORD + """
                         where r.council = :council and (r.child_id = :child or a.same_as = :child)
                         order by r.happened_on, r.recorded_at, r.outcome_id
                        """)
                .param("council", Council.current().value())
                .param("child", child.value())
                .query((row, number) -> record(row))
                .list();
    }

    void add(OutcomeRecord record) {
        jdbc.sql("""
                        insert into outcome_record (council, outcome_id, family_id, child_id, kind_code, happened_on,
                               corrects_outcome_id, withdrawn, note, recorded_at, recorded_by)
                        values (:council, :id, :family, :child, :kind, :happenedOn, :corrects, :withdrawn, :note,
                               cast(:recordedAt as timestamptz), :recordedBy)
                        """)
                .param("council", Council.current().value())
                .param("id", record.id().value())
                .param("family", record.family().value())
                .param("child", record.child().value())
                .param("kind", record.kind().name())
                .param("happenedOn", record.happenedOn())
                .param(
                        "corrects",
                        record.corrects() == null ? null : record.corrects().value())
                .param("withdrawn", record.withdrawn())
                .param("note", record.note())
                .param("recordedAt", record.recordedAt().toString())
                .param("recordedBy", record.recordedBy())
                .update();
    }

    private static OutcomeRecord record(ResultSet row) throws SQLException {
        var corrects = row.getObject("corrects_outcome_id", UUID.class);
        return new OutcomeRecord(
                new OutcomeId(row.getObject("outcome_id", UUID.class)),
                new FamilyId(row.getObject("family_id", UUID.class)),
                new ChildId(row.getObject("child_id", UUID.class)),
                OutcomeKind.valueOf(row.getString("kind_code")),
                row.getObject("happened_on", LocalDate.class),
                corrects == null ? null : new OutcomeId(corrects),
                row.getBoolean("withdrawn"),
                row.getString("note"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("recorded_by"));
    }

    private static <T> String array(Collection<T> ids, Function<T, UUID> value) {
        return ids.stream().map(id -> value.apply(id).toString()).collect(Collectors.joining(",", "{", "}"));
    }
}
