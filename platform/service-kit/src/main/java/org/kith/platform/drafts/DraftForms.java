package org.kith.platform.drafts;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.security.Act;

/**
 * The forms whose drafts a service keeps, each with the act that sending it is; who may not do that keeps no draft of it.
 *
 * @param acts by the form's code, such as {@code REFERRAL}
 * @param subjects what a list says that each draft is about
 */
public record DraftForms(Map<String, Act> acts, Subjects subjects) {

    public DraftForms {
        acts = Map.copyOf(acts);
    }

    /** What drafts are about, for somebody who has several of them. Asked within the council's work. */
    public interface Subjects {

        /** The family of each record that a draft is about, by the record's id; what there is no family for is left out. */
        Map<UUID, UUID> families(Collection<UUID> about);

        /** Whom a form that is about no record yet names, in its owner's own words; absent while it names nobody. */
        default @Nullable String called(Map<String, List<String>> fields) {
            return null;
        }
    }
}
