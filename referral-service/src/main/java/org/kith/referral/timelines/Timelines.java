package org.kith.referral.timelines;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.kith.platform.council.Council;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps and reads what happened to families. A family that took over others is asked for with all their ids. */
@Component
@Transactional
public class Timelines {

    /** More has never been seen for one family; a stage computed from fewer would be wrong, so this is generous. */
    private static final int MOST_FOR_A_STAGE = 5000;

    private static final String ENTRY =
            "select family_id, referral_id, code, detail, by_whom, happened_at from timeline_entry ";

    private static final String VISIBLE =
            "where council = :council and family_id in (:families) and coalesce(detail, '-') not in (:hidden)";

    private final JdbcClient jdbc;
    private final Clock clock;

    Timelines(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps an entry in the running transaction. */
    public void note(Entry entry) {
        jdbc.sql("""
                insert into timeline_entry (council, id, family_id, referral_id, code, detail, by_whom, happened_at, recorded_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .param(Council.current().value())
                .param(UuidCreator.getTimeOrderedEpoch())
                .param(entry.familyId())
                .param(entry.referralId())
                .param(entry.what().name())
                .param(entry.detail())
                .param(entry.by())
                .param(Timestamp.from(entry.at()))
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    /** What was noted about a referral belongs to another family. */
    public void follow(UUID referral, UUID family) {
        jdbc.sql("update timeline_entry set family_id = ? where council = ? and referral_id = ?")
                .param(family)
                .param(Council.current().value())
                .param(referral)
                .update();
    }

    /** Everything, oldest first. */
    public List<Entry> of(Collection<UUID> families) {
        return jdbc.sql(ENTRY
                        + "where council = :council and family_id in (:families) order by happened_at, id limit :most")
                .param("council", Council.current().value())
                .param("families", families)
                .param("most", MOST_FOR_A_STAGE)
                .query(Timelines::entry)
                .list();
    }

    /** One page, newest first, without what has one of the hidden details. */
    public List<Entry> page(Collection<UUID> families, Collection<String> hidden, int offset, int limit) {
        return jdbc.sql(ENTRY + VISIBLE + " order by happened_at desc, id desc offset :offset limit :limit")
                .param("council", Council.current().value())
                .param("families", families)
                .param("hidden", orNothing(hidden))
                .param("offset", offset)
                .param("limit", limit)
                .query(Timelines::entry)
                .list();
    }

    /** How many there are, without those with a hidden detail. */
    public long count(Collection<UUID> families, Collection<String> hidden) {
        return jdbc.sql("select count(*) from timeline_entry " + VISIBLE)
                .param("council", Council.current().value())
                .param("families", families)
                .param("hidden", orNothing(hidden))
                .query(Long.class)
                .single();
    }

    /** A list for SQL may not be empty. */
    private static Collection<String> orNothing(Collection<String> hidden) {
        return hidden.isEmpty() ? List.of("") : hidden;
    }

    private static Entry entry(ResultSet row, int n) throws SQLException {
        return new Entry(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                Happening.valueOf(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getTimestamp(6).toInstant());
    }
}
