package org.kith.referral;

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
    void every_column_is_explained() {
        SchemaRules.everyColumnIsExplained(database);
    }

    @Test
    void councils_are_kept_apart() {
        SchemaRules.councilsAreKeptApart(database);
    }
}
