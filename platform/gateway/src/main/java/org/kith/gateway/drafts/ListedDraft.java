package org.kith.gateway.drafts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A draft in a list, without what was typed.
 *
 * @param about the record it is about, such as a referral or a request; absent for a new referral
 * @param familyId that record's family
 * @param called whom a new referral names so far
 */
public record ListedDraft(
        String key,
        DraftForm form,
        @Nullable UUID about,
        @Nullable UUID familyId,
        @Nullable String called,
        Instant changedAt,
        Instant goneAt) {

    @Override
    public String toString() {
        return "ListedDraft[" + form + "]";
    }
}
