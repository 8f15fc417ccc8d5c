package org.kith.platform.security;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kith.platform.security.Involvements.As;

/**
 * All that a decision is made from, beside the token.
 *
 * @param council whose data it is about
 * @param roles what the asker holds now
 * @param familyTeam the team that holds the family; absent if none does, or no family is meant
 * @param works how the asker is or was involved with the family
 * @param excluded the asker may never see this family
 * @param restricted only named workers may see this family
 * @param named the asker is one of them
 */
public record Situation(
        String council,
        Set<Holding> roles,
        @Nullable String familyTeam,
        List<Work> works,
        boolean excluded,
        boolean restricted,
        boolean named) {

    /** A role in a team. */
    public record Holding(Role role, String teamCode) {}

    /** One involvement with the family; ended ones count against, not for. */
    public record Work(As as, String detailCode, boolean open) {}
}
