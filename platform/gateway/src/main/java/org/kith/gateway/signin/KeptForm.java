package org.kith.gateway.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody had typed when their session turned out to have ended. It waits in the new session until they are back, and is
 * offered to nobody else.
 *
 * @param path where the form was going
 * @param fields its fields, without the form's own token
 * @param by account id of whoever the page was made for; absent on public pages
 */
public record KeptForm(
        String path,
        Map<String, List<String>> fields,
        @Nullable String by) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Hidden field of every form of a signed-in page: whom it was made for. */
    public static final String BY = "_by";

    private static final String FORM = "application/x-www-form-urlencoded";

    private static final String ATTRIBUTE = "kith.kept-form";

    /** Longer forms are CSV files in disguise; the file is still on the worker's own disk. */
    private static final int MOST_CHARACTERS = 200_000;

    static void keep(HttpServletRequest request) {
        sentWith(request).ifPresent(kept -> request.getSession().setAttribute(ATTRIBUTE, kept));
    }

    /** What is typed into the form that this request sends; empty for a page that is read, a file, and a form without a field. */
    public static Optional<KeptForm> sentWith(HttpServletRequest request) {
        var kind = request.getContentType();
        if (!request.getMethod().equals("POST") || kind == null || !kind.startsWith(FORM)) {
            return Optional.empty();
        }
        var fields = new LinkedHashMap<String, List<String>>();
        int length = 0;
        for (var field : request.getParameterMap().entrySet()) {
            if (!field.getKey().startsWith("_")) {
                fields.put(field.getKey(), new ArrayList<>(List.of(field.getValue())));
                length += String.join("", field.getValue()).length();
            }
        }
        return length > 0 && length <= MOST_CHARACTERS
                ? Optional.of(new KeptForm(request.getRequestURI(), fields, request.getParameter(BY)))
                : Optional.empty();
    }

    static boolean waits(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) != null;
    }

    /** Takes it out of the session, if whoever asks is who typed it. */
    public static Optional<KeptForm> take(HttpServletRequest request, @Nullable String reader) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof KeptForm kept)) {
            return Optional.empty();
        }
        if (kept.by() != null && !kept.by().isEmpty() && reader == null) {
            return Optional.empty();
        }
        session.removeAttribute(ATTRIBUTE);
        return kept.by() == null || kept.by().isEmpty() || kept.by().equals(reader)
                ? Optional.of(kept)
                : Optional.empty();
    }
}
