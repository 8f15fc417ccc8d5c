package org.kith.specialist.requests;

import java.util.UUID;

/** A family, as the referral service numbers it. */
public record FamilyId(UUID value) {}
