package org.kith.referral.timelines;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.kith.platform.council.Council;
import org.kith.platform.council.Rows;
import org.kith.platform.council.Statements;
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

    private static final Rows ENTRIES = Rows.into(
            "timeline_entry",
            "council text",
            "id uuid",
            "family_id uuid",
            "referral_id uuid",
            "code text",
            "detail text",
            "by_whom text",
            "happened_at timestamptz",
            "recorded_at timestamptz");

    private final JdbcClient jdbc;
    private final Statements statements;
    private final Clock clock;

    Timelines(JdbcClient jdbc, Statements statements, Clock clock) {
        this.jdbc = jdbc;
        this.statements = statements;
        this.clock = clock;
    }

    /** Keeps an entry in the running transaction; those of a whole batch are written together. */
    public void note(Entry entry) {
        statements.add(
                ENTRIES,
                Council.current().value(),
                UuidCreator.getTimeOrderedEpoch(),
                entry.familyId(),
                entry.referralId(),
                entry.what().name(),
                entry.detail(),
                entry.by(),
                entry.at(),
                clock.instant());
    }

    /** What was noted about a referral belongs to another family. */
    public void follow(UUID referral, UUID family) {
        statements.add(
                "update timeline_entry set family_id = ? where council = ? and referral_id = ?",
                family,
                Council.current().value(),
                referral);
    }

    /** Everything, oldest first. */
    public List<Entry> of(Collection<UUID> families) {
        statements.send();
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
        statements.send();
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
        statements.send();
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
