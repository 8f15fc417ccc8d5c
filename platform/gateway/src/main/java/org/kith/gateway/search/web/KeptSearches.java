package org.kith.gateway.search.web;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.servlet.http.HttpSession;
import java.io.Serial;
import java.io.Serializable;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** The last searches of a session, by an id that tells nothing, so that a page of results can be opened again and paged. */
final class KeptSearches implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String ATTRIBUTE = "kith.searches";
    private static final int MOST = 10;

    /** Longer texts are refused by the search itself; no more of them is kept than it takes for that. */
    private static final int LONGEST = 1_000;

    private final LinkedHashMap<String, String> searches = new LinkedHashMap<>();

    private KeptSearches() {}

    static String keep(HttpSession session, String text) {
        var kept = session.getAttribute(ATTRIBUTE) instanceof KeptSearches known ? known : new KeptSearches();
        var id = UuidCreator.getTimeOrderedEpoch().toString();
        kept.searches.put(id, text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        if (kept.searches.size() > MOST) {
            kept.searches.pollFirstEntry();
        }
        session.setAttribute(ATTRIBUTE, kept);
        return id;
    }

    static @Nullable String find(@Nullable HttpSession session, String id) {
        return session != null && session.getAttribute(ATTRIBUTE) instanceof KeptSearches kept
                ? kept.searches.get(id)
                : null;
    }
}
