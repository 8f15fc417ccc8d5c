package org.kith.gateway.drafts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.pages.Typed;

/**
 * What a page's form carries so that it is saved as it is typed; as the model attribute {@code draft} the form page takes it up.
 *
 * @param save where it is saved
 * @param key empty until it was saved once
 * @param savedAt absent until it was saved once
 */
public record DraftOnPage(
        String save,
        DraftForm form,
        @Nullable UUID about,
        String key,
        long version,
        @Nullable Instant savedAt) {

    /** Where a form of a signed-in reader is saved. */
    public static final String SAVE = "/drafts/save";

    /** A form that is shown again with what was typed, which may have been kept before. */
    public static DraftOnPage again(DraftForm form, UUID about, Typed typed) {
        var version = typed.text("_draft-version");
        return new DraftOnPage(
                SAVE,
                form,
                about,
                typed.text("_draft"),
                version.matches("[0-9]{1,9}") ? Long.parseLong(version) : 0,
                null);
    }

    /** A form that goes on from a draft. */
    public static DraftOnPage of(Draft draft) {
        return new DraftOnPage(SAVE, draft.form(), draft.about(), draft.key(), draft.version(), draft.changedAt());
    }
}
