package org.kith.specialist.requests;

import java.util.UUID;

/** One request for one discipline. */
public record RequestId(UUID value) {}
