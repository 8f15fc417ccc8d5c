package org.kith.platform.security;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The question every door asks before it does anything. Decisions are made from the token, the roles and the involvement this
 * service has heard of, and the restriction and exclusion lists; each is made in the transaction that acts. A denial is audited
 * in a transaction of its own.
 */
public interface Access {

    /**
     * For acts that are about no family in particular.
     *
     * @throws org.kith.platform.refusal.Refusal 403 if the acting person may not
     */
    void require(Act act);

    /**
     * For acts on one team.
     *
     * @throws org.kith.platform.refusal.Refusal 403 if the acting person may not, in this team
     */
    void requireInTeam(Act act, String teamCode);

    /**
     * For acts on one family. Absent, restricted and not-involved look the same.
     *
     * @throws org.kith.platform.refusal.Refusal 404, the same bytes for absent and restricted
     */
    void requireForFamily(Act act, UUID familyId);

    /** Whether a row about this family may be in a list the acting person sees; asks without a denial being written. */
    boolean mayForFamily(Act act, UUID familyId);

    /** Those of these families for which the acting person may do this; asks once for all of them, without a denial being written. */
    default Set<UUID> mayForFamilies(Act act, Collection<UUID> familyIds) {
        return familyIds.stream().filter(id -> mayForFamily(act, id)).collect(Collectors.toUnmodifiableSet());
    }

    /** Which families the acting person's roles reach for this act, before any list; for statements that look only there. */
    FamilyReach reachOf(Act act);

    /** Whether the acting person may do this at all, somewhere. */
    boolean may(Act act);
}
