package org.kith.platform.changes;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.Council;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the end of the journal. Ids of facts are ordered by time, so the primary key finds it whatever the journal's size. */
final class SaidLately {

    /** A fact that was made first may be committed last; so long nobody takes the end of the journal for settled. */
    private static final Duration UNSETTLED = Duration.ofSeconds(30);

    /** More changes than anybody reads; a page that is so far behind is opened again. */
    private static final int MOST = 500;

    private final JdbcClient jdbc;

    SaidLately(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Is another as soon as the council's journal has another fact. It says nothing else. */
    String pulse(Instant now) {
        return jdbc.sql("""
                        select coalesce(max(seen.event_id::text), '') || '/' || count(*) from (
                            select event_id from event_journal where council = :council and event_id >= :lately) seen
                        """)
                .param("council", Council.current().value())
                .param("lately", firstAt(now.minus(UNSETTLED)))
                .query((row, number) -> String.valueOf(row.getString(1)))
                .single();
    }

    /**
     * The families that facts since then are about.
     *
     * @param family this one alone
     * @param types facts of these wire names alone; all if there are none
     * @param names facts alone that name this team or worker in one of their fields
     */
    List<UUID> families(Instant since, @Nullable UUID family, Collection<String> types, @Nullable String names) {
        return jdbc.sql("""
                        select distinct key from (
                            select key from event_journal
                            where council = :council and event_id >= :since
                              and (cast(:family as text) is null or key = :family)
                              and (:anyType or type in (:types))
                              and (cast(:names as text) is null or exists (
                                    select 1 from jsonb_each_text(payload::jsonb) field where field.value = :names))
                            order by event_id desc limit :most) said
                        where key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                        """)
                .param("council", Council.current().value())
                .param("since", firstAt(since))
                .param("family", family == null ? null : family.toString())
                .param("anyType", types.isEmpty())
                .param("types", types.isEmpty() ? List.of("") : types)
                .param("names", names)
                .param("most", MOST)
                .query((row, number) -> UUID.fromString(row.getString(1)))
                .list();
    }

    /** The lowest id that a fact of this moment can have. */
    private static UUID firstAt(Instant at) {
        return new UUID((at.toEpochMilli() << 16) | 0x7000L, 0x8000_0000_0000_0000L);
    }
}
