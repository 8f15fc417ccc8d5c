package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TablesTest {

    @Test
    void every_table_and_column_says_what_it_holds_and_of_which_class() throws Exception {
        var without = House.opened().sql().sql("""
                select c.relname || coalesce('.' || a.attname, '')
                from pg_class c
                left join pg_attribute a on a.attrelid = c.oid and a.attnum >= 0 and not a.attisdropped
                where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname like 'spring%'
                  and coalesce(col_description(c.oid, a.attnum), '') !~ '^(personal|special|ordinary): '
                """).query(String.class).list();

        assertThat(without).isEmpty();
    }
}
