package org.kith.allocation.families;

import java.util.UUID;

/** A family, as referral-service knows it. */
public record FamilyId(UUID value) {}
