package org.kith.outcomes;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.platform.testkit.database.SchemaRules;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

@ServiceTest
class SchemaTest {

    @Autowired
    private DataSource database;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Roles roles;

    @Test
    void every_column_is_explained() {
        SchemaRules.everyColumnIsExplained(database);
    }

    @Test
    void councils_are_kept_apart() {
        SchemaRules.councilsAreKeptApart(database);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from outcome_record",
                "update outcome_record set withdrawn = true",
                "delete from heard_fact",
                "update heard_fact set code = null",
                "delete from folded_delta",
                "update folded_delta set amount = 0",
                "delete from figure_knowledge",
                "update figure_knowledge set known_at = clock_timestamp()"
            })
    void what_was_known_cannot_be_erased_or_changed(String erasing) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> roles.inLancashire(() -> jdbc.execute(erasing)));
    }
}
