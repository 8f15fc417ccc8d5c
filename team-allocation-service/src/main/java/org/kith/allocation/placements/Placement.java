package org.kith.allocation.placements;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.teams.TeamCode;

/** Where a family belongs, and why: every reason that was weighed, as sentences that name teams and never a place or a person. */
public sealed interface Placement {

    /** All reasons, in the order they were weighed. */
    List<String> reasons();

    /** It stays with the team that holds it. */
    record Stays(TeamCode team, List<String> reasons) implements Placement {}

    /** It goes to the team of its area; the runner-up is the team of the same district with the most room. */
    record Goes(TeamCode team, @Nullable TeamCode runnerUp, List<String> reasons) implements Placement {}

    /** A person must place it; {@code wanted} is the team of its area, if one is known. */
    record Waits(
            WaitReason reason,
            @Nullable TeamCode wanted,
            @Nullable TeamCode runnerUp,
            List<String> reasons) implements Placement {}
}
