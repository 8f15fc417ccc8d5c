package org.kith.gateway.drafts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Neighbours.Done;
import org.kith.gateway.neighbours.Question;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * Asks the service that owns a form for its drafts. With the token of somebody signed in, drafts are theirs and are opened by
 * id; with the public intake's token each has a resume token, and whoever holds that opens it.
 */
@Component
public class Drafts {

    private final Neighbours neighbours;

    Drafts(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /** Keeps a form for the first time. */
    public Asked<Draft> begin(String token, DraftForm form, @Nullable UUID about, Map<String, List<String>> fields) {
        var body = new HashMap<String, @Nullable Object>();
        body.put("form", form.name());
        body.put("about", about);
        body.put("fields", fields);
        return neighbours.ask(Question.post(form.keeper(), token, Draft.class, "/drafts", Map.of(), body));
    }

    /** A form as it was last kept; 404 when it is gone, was sent, or is somebody else's. */
    public Asked<Draft> open(String token, DraftForm form, String key) {
        return neighbours.ask(Question.get(form.keeper(), token, Draft.class, "/drafts/{key}", Map.of("key", key)));
    }

    /**
     * Keeps a form as it stands now; all its fields, since what is not named is forgotten. It says no with 409 {@code
     * draft-changed} if it was kept elsewhere after the version given.
     */
    public Asked<Draft> keep(String token, DraftForm form, String key, long version, Map<String, List<String>> fields) {
        return neighbours.ask(new Question<>(
                form.keeper(),
                token,
                HttpMethod.PUT,
                "/drafts/{key}",
                Map.of("key", key),
                Map.of("version", version, "fields", fields),
                Map.of(),
                ParameterizedTypeReference.forType(Draft.class)));
    }

    /** Throws it away, as after it was sent; nothing happens if it is gone already. */
    public Asked<Done> throwAway(String token, DraftForm form, String key) {
        return neighbours.ask(new Question<>(
                form.keeper(),
                token,
                HttpMethod.DELETE,
                "/drafts/{key}",
                Map.of("key", key),
                null,
                Map.of(),
                ParameterizedTypeReference.forType(Done.class)));
    }

    /** One's own drafts that this form's service keeps, of whichever form, newest first; without what was typed. */
    public Asked<Page> mine(String token, DraftForm form, int offset, int limit) {
        return neighbours.ask(Question.get(
                form.keeper(),
                token,
                Page.class,
                "/drafts?offset={offset}&limit={limit}",
                Map.of("offset", offset, "limit", limit)));
    }

    /** One page of drafts. */
    public record Page(long total, List<ListedDraft> items) {}
}
