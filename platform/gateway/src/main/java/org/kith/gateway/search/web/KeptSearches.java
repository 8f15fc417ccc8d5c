package org.kith.gateway.search.web;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * The last searches of a session, by an id that tells nothing, so that a page of results can be opened again and paged. Each is an
 * attribute of its own: of two searches sent at once neither takes the place of the other.
 */
final class KeptSearches {

    private static final String ATTRIBUTE = "kith.search.";
    private static final int MOST = 10;

    /** Longer texts are refused by the search itself; no more of them is kept than it takes for that. */
    private static final int LONGEST = 1_000;

    private KeptSearches() {}

    static String keep(HttpSession session, String text) {
        var id = UuidCreator.getTimeOrderedEpoch().toString();
        session.setAttribute(ATTRIBUTE + id, text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        // the ids are in the order of time
        var kept = Collections.list(session.getAttributeNames()).stream()
                .filter(name -> name.startsWith(ATTRIBUTE))
                .sorted()
                .toList();
        kept.stream().limit(Math.max(0, kept.size() - MOST)).forEach(session::removeAttribute);
        return id;
    }

    static @Nullable String find(@Nullable HttpSession session, String id) {
        return session != null && session.getAttribute(ATTRIBUTE + id) instanceof String text ? text : null;
    }
}
