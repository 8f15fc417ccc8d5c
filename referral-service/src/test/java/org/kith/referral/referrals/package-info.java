/** Tests of this package. */
@NullMarked
package org.kith.referral.referrals;

import org.jspecify.annotations.NullMarked;
