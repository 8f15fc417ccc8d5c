package org.kith.tiny;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.testkit.database.SchemaRules;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class TinyTenancyTest {

    private static final CouncilCode CUMBRIA = new CouncilCode("E10000006");
    private static final CouncilCode DORSET = new CouncilCode("E10000009");

    @Autowired
    private KeepNote notes;

    @Autowired
    private DataSource database;

    @Test
    void work_for_no_council_is_refused_by_name() {
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> notes.count())
                .havingRootCause()
                .isInstanceOf(IllegalStateException.class)
                .withMessageContaining("Entities belong to a council");
    }

    @Test
    void councils_do_not_see_each_other() {
        var note = UUID.randomUUID();

        Council.in(CUMBRIA, () -> {
            notes.keep(note, "cumbria");
            return true;
        });
        Council.in(DORSET, () -> {
            notes.keep(note, "dorset");
            return true;
        });

        assertThat(Council.<String, RuntimeException>in(CUMBRIA, () -> notes.read(note)))
                .isEqualTo("cumbria");
        assertThat(Council.<String, RuntimeException>in(DORSET, () -> notes.read(note)))
                .isEqualTo("dorset");
    }

    @Test
    void a_statement_outside_a_transaction_sees_no_council() {
        Council.in(CUMBRIA, () -> {
            notes.keep(UUID.randomUUID(), "cumbria");
            return true;
        });

        assertThat(JdbcClient.create(database)
                        .sql("select count(*) from note")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void the_schema_is_explained_and_kept_apart() {
        SchemaRules.everyColumnIsExplained(database);
        SchemaRules.councilsAreKeptApart(database);
    }
}
