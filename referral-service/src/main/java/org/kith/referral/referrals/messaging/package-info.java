/** What this service tells the others about referrals. */
@NullMarked
package org.kith.referral.referrals.messaging;

import org.jspecify.annotations.NullMarked;
