package org.kith.gateway.presence;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kith.gateway.pages.Reader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps who has a page open, in the gateway's own database, so that every instance knows. */
@Component
public class Presence {

    /** A page that has not said anything for so long is taken to be closed. */
    static final Duration LIFE = Duration.ofMinutes(1);

    private static final int MOST_NAMES = 20;

    /** Where the session keeps which pages its owner was shown lately; more than anybody has open. */
    private static final String SHOWN = "kith.shown-pages";

    private static final int MOST_PAGES = 30;

    private final JdbcClient sql;
    private final Clock clock;

    Presence(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * The reader is shown the page, since they may see it; a sentence about the others who have it open. Whoever was shown a page
     * may follow who comes and goes there.
     */
    public String shown(String page, Reader reader, HttpServletRequest request) {
        var session = request.getSession();
        var shown = new ArrayList<String>();
        shown.add(page);
        pagesOf(session).filter(one -> !one.equals(page)).limit(MOST_PAGES - 1).forEach(shown::add);
        session.setAttribute(SHOWN, shown);
        return sentence(open(page, reader.id(), reader.name(), reader.is("SPECIALIST")));
    }

    /** Whether the page was shown to whoever asks. */
    public boolean wasShown(String page, HttpServletRequest request) {
        return pagesOf(request.getSession()).anyMatch(page::equals);
    }

    private static Stream<String> pagesOf(HttpSession session) {
        return session.getAttribute(SHOWN) instanceof List<?> pages
                ? pages.stream().map(String::valueOf)
                : Stream.empty();
    }

    /**
     * The reader has the page open; names of the others who have. Specialists do not see each other: in one family they may stand on
     * the two sides of the abuse, and the perpetrator's worker is not told who works with the survivor.
     */
    public List<String> open(String page, String readerId, String name, boolean specialist) {
        var now = clock.instant();
        sql.sql("""
                insert into presence (page, reader_id, name, specialist, seen_at)
                values (:page, :reader, :name, :specialist, :now)
                on conflict (page, reader_id) do update set seen_at = :now, name = :name, specialist = :specialist
                """)
                .param("page", page)
                .param("reader", readerId)
                .param("name", name)
                .param("specialist", specialist)
                .param("now", Timestamp.from(now))
                .update();
        return sql.sql("""
                select name from presence where page = :page and reader_id <> :reader and seen_at > :since
                  and not (specialist and :specialist)
                order by name, reader_id limit :most
                """)
                .param("page", page)
                .param("reader", readerId)
                .param("specialist", specialist)
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
