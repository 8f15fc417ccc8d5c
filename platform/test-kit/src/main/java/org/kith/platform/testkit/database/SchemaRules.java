package org.kith.platform.testkit.database;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rules that hold for every table of a service: explained, classed and kept to one council. */
public final class SchemaRules {

    /** Tables that hold no council's data, or only ids of queued facts (see the kit's own migrations). */
    private static final String OURS = """
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'flyway_schema_history'
            """;

    private SchemaRules() {}

    /** Every table and column says what it holds and which class of data it is: personal, special or ordinary. */
    public static void everyColumnIsExplained(DataSource database) {
        var unexplained =
                JdbcClient.create(database).sql("""
                        select c.relname || coalesce('.' || a.attname, '')
                          from pg_class c join pg_namespace n on n.oid = c.relnamespace
                          cross join lateral (
                               select null::name as attname, 0 as attnum
                               union all
                               select attname, attnum from pg_attribute
                                where attrelid = c.oid and attnum > 0 and not attisdropped) a
                         where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'flyway_schema_history'
                           and not c.relispartition
                           and coalesce(case when a.attnum = 0 then obj_description(c.oid, 'pg_class')
                                             else col_description(c.oid, a.attnum) end, '')
                               !~ '^(personal|special|ordinary): .+'
                         order by 1
                        """).query(String.class).list();
        assertThat(unexplained)
                .as("tables and columns without a comment '<personal|special|ordinary>: sentence'")
                .isEmpty();
    }

    /** Every table with a council column has row level security with a policy, and keeps council in every unique key. */
    public static void councilsAreKeptApart(DataSource database) {
        var jdbc = JdbcClient.create(database);
        assertThat(jdbc.sql("select c.relname " + OURS + """
                                  and exists (select 1 from pg_attribute where attrelid = c.oid and attname = 'council')
                                  and not c.relrowsecurity
                                  and coalesce(obj_description(c.oid, 'pg_class'), '') !~ 'no row level security'
                                """)
                        .query(String.class)
                        .list())
                .as("tables with a council and no row level security, whose comment does not say why")
                .isEmpty();
        assertThat(jdbc.sql("select c.relname " + OURS + """
                                  and c.relrowsecurity
                                  and not exists (select 1 from pg_policy where polrelid = c.oid)
                                """)
                        .query(String.class)
                        .list())
                .as("tables with row level security and no policy")
                .isEmpty();
        assertThat(jdbc.sql("""
                                select i.relname
                                  from pg_index x join pg_class i on i.oid = x.indexrelid
                                  join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
                                 where n.nspname = 'public' and x.indisunique and c.relrowsecurity
                                   and not exists (select 1 from pg_attribute a
                                        where a.attrelid = c.oid and a.attname = 'council' and a.attnum = any(x.indkey))
                                """).query(String.class).list())
                .as("unique keys without the council")
                .isEmpty();
    }
}
