package org.kith.platform.drafts;

import java.util.Map;
import org.kith.platform.security.Act;

/**
 * The forms whose drafts a service keeps, each with the act that sending it is; who may not do that keeps no draft of it.
 *
 * @param acts by the form's code, such as {@code REFERRAL}
 */
public record DraftForms(Map<String, Act> acts) {

    public DraftForms {
        acts = Map.copyOf(acts);
    }
}
