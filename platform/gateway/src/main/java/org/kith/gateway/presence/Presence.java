package org.kith.gateway.presence;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.kith.gateway.pages.Reader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps who has a page open, in the gateway's own database, so that every instance knows. */
@Component
public class Presence {

    /** A page that has not said anything for so long is taken to be closed. */
    static final Duration LIFE = Duration.ofMinutes(1);

    private static final int MOST_NAMES = 20;

    private final JdbcClient sql;
    private final Clock clock;

    Presence(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The reader has the page open; names of the others who have. */
    public List<String> open(String page, Reader reader) {
        return open(page, reader.id(), reader.name());
    }

    /** The same, by id and name. */
    public List<String> open(String page, String readerId, String name) {
        var now = clock.instant();
        sql.sql("""
                insert into presence (page, reader_id, name, seen_at) values (:page, :reader, :name, :now)
                on conflict (page, reader_id) do update set seen_at = :now, name = :name
                """)
                .param("page", page)
                .param("reader", readerId)
                .param("name", name)
                .param("now", Timestamp.from(now))
                .update();
        return sql.sql("""
                select name from presence where page = :page and reader_id <> :reader and seen_at > :since
                order by name, reader_id limit :most
                """)
                .param("page", page)
                .param("reader", readerId)
                .param("since", Timestamp.from(now.minus(LIFE)))
                .param("most", MOST_NAMES)
                .query((row, n) -> String.valueOf(row.getString(1)))
                .list();
    }

    /** The reader closed the page. */
    public void closed(String page, String readerId) {
        sql.sql("delete from presence where page = ? and reader_id = ?")
                .param(page)
                .param(readerId)
                .update();
    }

    /** Forgets pages that are taken to be closed. */
    public void forget() {
        sql.sql("delete from presence where seen_at < ?")
                .param(Timestamp.from(clock.instant().minus(LIFE)))
                .update();
    }

    /** A sentence for the page; empty if nobody else has it open. */
    public static String sentence(List<String> others) {
        if (others.isEmpty()) {
            return "";
        }
        var last = others.getLast();
        var before = others.subList(0, others.size() - 1);
        return (before.isEmpty() ? last : String.join(", ", before) + " and " + last)
                + (others.size() == 1 ? " has" : " have")
                + " this open too. Both of you can go on; what clashes is shown.";
    }
}
