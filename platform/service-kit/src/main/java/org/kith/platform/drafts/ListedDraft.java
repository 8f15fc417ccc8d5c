package org.kith.platform.drafts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A draft in its owner's list, without what was typed.
 *
 * @param familyId the family of the record that it is about; absent where there is none
 * @param called whom the form names, where it is about no record yet; absent while it names nobody
 */
record ListedDraft(
        String key,
        String form,
        @Nullable UUID about,
        @Nullable UUID familyId,
        @Nullable String called,
        long version,
        Instant startedAt,
        Instant changedAt,
        Instant goneAt) {

    static ListedDraft of(KeptDraft draft, @Nullable UUID familyId, @Nullable String called) {
        return new ListedDraft(
                draft.key(),
                draft.form(),
                draft.about(),
                familyId,
                called,
                draft.version(),
                draft.startedAt(),
                draft.changedAt(),
                draft.goneAt());
    }

    @Override
    public String toString() {
        return "ListedDraft[" + form + "]";
    }
}
