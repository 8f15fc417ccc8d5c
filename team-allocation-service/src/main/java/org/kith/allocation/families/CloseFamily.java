package org.kith.allocation.families;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** End the team's work with a family. */
public record CloseFamily(
        FamilyId family, CloseReason reason, @Nullable String note, Instant at) {}
