package org.kith.allocation.families;

import java.util.UUID;

/** An accepted referral. */
public record ReferralId(UUID value) {}
