package org.kith.specialist.chapters;

import java.util.UUID;

/** One entry in a chapter. */
public record InputId(UUID value) {}
