package org.kith.platform.security;

import java.util.Set;

/**
 * The answer of the policy.
 *
 * @param reasons every reason against; none means yes
 */
public record Decision(Set<Reason> reasons) {

    public Decision {
        reasons = Set.copyOf(reasons);
    }

    public boolean allowed() {
        return reasons.isEmpty();
    }
}
