package org.kith.allocation.families;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.teams.TeamCode;

/** Move a family to another team. */
public record TransferFamily(
        FamilyId family,
        TeamCode to,
        TransferReason reason,
        @Nullable String note,
        Instant at) {}
