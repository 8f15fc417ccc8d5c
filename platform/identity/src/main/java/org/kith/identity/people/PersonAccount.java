package org.kith.identity.people;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as an administrator sees it.
 *
 * @param disabled whether they are out
 * @param leavesOn when they will be
 * @param invited whether a link waits to be used
 */
public record PersonAccount(
        UUID accountId,
        String username,
        String displayName,
        String kind,
        boolean disabled,
        @Nullable LocalDate leavesOn,
        boolean invited) {}
