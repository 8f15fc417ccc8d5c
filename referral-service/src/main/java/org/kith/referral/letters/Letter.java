package org.kith.referral.letters;

import java.time.Instant;
import org.kith.referral.referrals.ReferralId;

/** A decision whose referrer is still to be told. */
record Letter(ReferralId referral, Instant decidedAt, int tries) {}
