/** The doors for referrers and for screening. */
@NullMarked
package org.kith.referral.referrals.web;

import org.jspecify.annotations.NullMarked;
