package org.kith.platform.security;

import java.util.Set;
import java.util.UUID;

/**
 * Which workers a family's lists let in and keep out.
 *
 * @param restricted whether only the named may see it; two restricted families that were joined may leave nobody named
 * @param onlyThese the named (restriction list); empty if it is not restricted
 * @param never who may never see it, whatever else is true (exclusion list); beats everything
 */
public record AccessLists(boolean restricted, Set<UUID> onlyThese, Set<UUID> never) {

    /** Whoever's role lets them see it, may. */
    public static final AccessLists OPEN = new AccessLists(false, Set.of(), Set.of());

    /** Restricted if anybody is named. */
    public static AccessLists of(Set<UUID> onlyThese, Set<UUID> never) {
        return new AccessLists(!onlyThese.isEmpty(), Set.copyOf(onlyThese), Set.copyOf(never));
    }

    boolean keep(UUID worker) {
        return never.contains(worker) || (restricted && !onlyThese.contains(worker));
    }
}
