package org.kith.allocation.workers;

import java.util.UUID;

/** A worker; the same id as the subject of their sign-in. */
public record WorkerId(UUID value) {}
