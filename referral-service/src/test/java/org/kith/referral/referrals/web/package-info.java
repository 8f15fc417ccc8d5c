/** Tests of this package. */
@NullMarked
package org.kith.referral.referrals.web;

import org.jspecify.annotations.NullMarked;
