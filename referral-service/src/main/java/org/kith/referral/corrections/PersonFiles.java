package org.kith.referral.corrections;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.kith.platform.council.Council;
import org.kith.platform.refusal.Refusal;
import org.kith.referral.corrections.PersonFile.Change;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads and writes what is known of a person, with every correction. */
@Component
@Transactional
public class PersonFiles {

    private final JdbcClient jdbc;

    PersonFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The file of a person.
     *
     * @throws Refusal 404 if there is none
     */
    @Transactional(readOnly = true)
    public PersonFile open(PersonId person) {
        return read(person, "");
    }

    /** The same, held until the transaction ends. */
    PersonFile hold(PersonId person) {
        return read(person, " for update");
    }

    private PersonFile read(PersonId person, String lock) {
        var changes = List.<Change>of();
        var file = jdbc.sql("""
                select family_id, referral_id, kind, version, given_name, family_name, date_of_birth, telephone, school
                from person where council = ? and id = ?
                """ + lock)
                .param(council())
                .param(person.value())
                .query((row, n) -> {
                    var values = new EnumMap<PersonField, String>(PersonField.class);
                    for (var field : PersonField.values()) {
                        var value = row.getString(field.column());
                        if (value != null) {
                            values.put(field, value);
                        }
                    }
                    return new PersonFile(
                            person,
                            new FamilyId(row.getObject("family_id", UUID.class)),
                            row.getObject("referral_id", UUID.class),
                            row.getString("kind").equals("CHILD"),
                            row.getLong("version"),
                            values,
                            changes);
                })
                .optional()
                .orElseThrow(Refusal::notFound);
        return new PersonFile(
                person, file.family(), file.referral(), file.child(), file.version(), file.values(), changes(person));
    }

    private List<Change> changes(PersonId person) {
        return jdbc.sql("""
                select field, was, is_now, version, true_from, recorded_at, by_whom from person_change
                where council = ? and person_id = ? order by version desc, field limit 500
                """)
                .param(council())
                .param(person.value())
                .query((row, n) -> new Change(
                        field(row.getString("field")),
                        row.getString("was"),
                        row.getString("is_now"),
                        row.getLong("version"),
                        row.getObject("true_from", LocalDate.class),
                        row.getTimestamp("recorded_at").toInstant(),
                        row.getString("by_whom")))
                .list();
    }

    void change(PersonFile file, Map<PersonField, Optional<String>> values, LocalDate trueFrom, String by, Instant at) {
        long version = file.version() + 1;
        values.forEach((field, value) -> {
            jdbc.sql("update person set " + field.column() + " = ?"
                            + (field == PersonField.DATE_OF_BIRTH ? "::date" : "")
                            + " where council = ? and id = ?")
                    .param(1, value.orElse(null), Types.VARCHAR)
                    .param(2, council())
                    .param(3, file.person().value())
                    .update();
            jdbc.sql("""
                    insert into person_change (council, id, person_id, version, field, was, is_now, true_from, recorded_at, by_whom)
                    values (:council, :id, :person, :version, :field, :was, :now, :from, :at, :by)
                    """)
                    .param("council", council())
                    .param("id", UuidCreator.getTimeOrderedEpoch())
                    .param("person", file.person().value())
                    .param("version", version)
                    .param("field", field.code())
                    .param("was", file.values().get(field), Types.VARCHAR)
                    .param("now", value.orElse(null), Types.VARCHAR)
                    .param("from", trueFrom)
                    .param("at", Timestamp.from(at))
                    .param("by", by)
                    .update();
        });
        jdbc.sql("update person set version = ? where council = ? and id = ?")
                .param(version)
                .param(council())
                .param(file.person().value())
                .update();
    }

    private static PersonField field(String code) {
        return Arrays.stream(PersonField.values())
                .filter(field -> field.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static String council() {
        return Council.current().value();
    }
}
