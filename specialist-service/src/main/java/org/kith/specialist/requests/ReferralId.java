package org.kith.specialist.requests;

import java.util.UUID;

/** An accepted referral. */
public record ReferralId(UUID value) {}
