/** How a worry becomes a referral with a receipt, and how it is decided. */
@NullMarked
package org.kith.referral.referrals;

import org.jspecify.annotations.NullMarked;
