package org.kith.gateway.drafts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A form as far as it was typed.
 *
 * @param key what it is opened by: an id for its owner, or the unguessable resume token of somebody without an account
 * @param about the record it is about, such as a referral or a request; absent for a new referral
 * @param version to be sent back when it is kept again; another device that kept it meanwhile is noticed by it
 * @param fields what was typed, by the names of the form's fields; empty in lists
 * @param goneAt when it is thrown away by itself unless it is changed before
 */
public record Draft(
        String key,
        DraftForm form,
        @Nullable UUID about,
        long version,
        Map<String, List<String>> fields,
        Instant startedAt,
        Instant changedAt,
        Instant goneAt) {

    /** The first value of a field; empty if nothing was typed. */
    public String text(String name) {
        var values = fields.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** What somebody typed is in no message and no log. */
    @Override
    public String toString() {
        return "Draft[" + form + " version " + version + "]";
    }
}
