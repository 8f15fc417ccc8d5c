package org.kith.specialist.digests;

import java.time.Instant;
import java.util.UUID;
import org.kith.specialist.practitioners.Discipline;

/** One new assignment in somebody's next digest. */
record DigestLine(UUID lineId, UUID requestId, Discipline discipline, boolean urgent, Instant assignedAt) {}
