package org.kith.referral.referrals;

import java.time.Instant;

/** The times of a receipt: when it was true, when it was recorded, and by when it must be decided. */
record Clocked(Instant receivedAt, Instant recordedAt, Instant decisionDueAt) {}
