package org.kith.referral;

import static org.assertj.core.api.Assertions.assertThat;

import org.kith.platform.testkit.service.OwnerAccess;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A council with so many families that reading all of them shows in a plan, made by SQL, and the plans that the service's own
 * role is given there: those of a prepared statement, which know no value.
 */
public final class ManyFamilies {

    /** Nobody else's in the tests. */
    private static final String COUNCIL = "E10000099";

    private static final int FAMILIES = 20_000;

    private final OwnerAccess owner;
    private final JdbcClient application;
    private final TransactionTemplate transaction;

    public ManyFamilies(OwnerAccess owner, JdbcClient application, TransactionTemplate transaction) {
        this.owner = owner;
        this.application = application;
        this.transaction = transaction;
    }

    /** Makes them, unless they are there. */
    public void fill() {
        var jdbc = owner.jdbc();
        if (jdbc.sql("select count(*) from family where council = ?")
                        .param(COUNCIL)
                        .query(Integer.class)
                        .single()
                > 0) {
            return;
        }
        jdbc.sql("""
                with new as (
                    select n, gen_random_uuid() as family, gen_random_uuid() as referral from generate_series(1, ?) as many (n)),
                families as (
                    insert into family (council, id, version, made_at) select 'E10000099', family, 0, now() from new),
                people as (
                    insert into person (council, id, family_id, referral_id, place, kind, given_name, family_name, date_of_birth)
                    select 'E10000099', gen_random_uuid(), family, referral, 0, kind, 'Fern', 'Example-' || n, '2012-03-04'
                      from new cross join (values ('CHILD'), ('ADULT')) as k (kind)),
                marks as (
                    insert into match_key (council, kind, key, referral_id, family_id)
                    select 'E10000099', kind, substr(sha256((kind || n)::bytea), 1, 16), referral, family
                      from new cross join (values ('CHILD_NAME_AND_BIRTHDAY'), ('HOME')) as k (kind)),
                entries as (
                    insert into timeline_entry (council, id, family_id, referral_id, code, happened_at, recorded_at)
                    select 'E10000099', gen_random_uuid(), family, referral, 'REFERRAL_RECEIVED', now(), now() from new)
                insert into referral (council, id, version, reference, receipt_token, family_id, provisional_family_id,
                    matched_by, source_code, referrer_name, worries, what_was_seen, immediate_danger, children, received_at,
                    recorded_at, decision_due_at, state, decided_at)
                select 'E10000099', referral, 0, 'R' || n, 'T' || n, family, family, 'NOBODY', '6', 'Robin Example-Wren', '16A',
                       'Made-up example', false, 1, now(), now(), now(), case when n % 50 = 0 then 'RECEIVED' else 'ACCEPTED' end,
                       case when n % 50 = 0 then null else now() end
                  from new
                """).param(FAMILIES).update();
        for (var table : new String[] {"family", "person", "match_key", "timeline_entry", "referral"}) {
            jdbc.sql("analyze " + table).update();
        }
    }

    /** Asserts that a statement finds its rows by more than the council in each of these tables. */
    public void findsByAnIndex(String statement, String... tables) {
        var plan = plan(statement);
        for (var table : tables) {
            assertThat(plan)
                    .doesNotContain("Seq Scan on " + table)
                    .doesNotContainPattern("Index Cond: \\(council = \\$\\d+\\)(\n|$)")
                    .contains(" on " + table);
        }
    }

    /** Asserts that a statement reads its rows in the order of this index, and no more of them than are asked for. */
    public void readsInOrderOf(String index, String statement) {
        assertThat(plan(statement)).contains("Index Scan using " + index).doesNotContain("Sort");
    }

    private String plan(String statement) {
        var numbered = new StringBuilder();
        int number = 0;
        for (int place = 0; place < statement.length(); place++) {
            char sign = statement.charAt(place);
            if (sign == '?') {
                numbered.append('$').append(++number);
            } else {
                numbered.append(sign);
            }
        }
        return transaction.execute(status -> {
            application
                    .sql("select set_config('kith.council', ?, true)")
                    .param(COUNCIL)
                    .query(String.class)
                    .single();
            return String.join(
                    "\n",
                    application
                            .sql("explain (generic_plan) " + numbered)
                            .query(String.class)
                            .list());
        });
    }
}
