package org.kith.allocation;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.kith.platform.testkit.database.SchemaRules;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class SchemaTest {

    @Autowired
    private DataSource database;

    @Test
    void every_table_and_column_says_what_it_holds() {
        SchemaRules.everyColumnIsExplained(database);
    }

    @Test
    void councils_are_kept_apart() {
        SchemaRules.councilsAreKeptApart(database);
    }
}
