/** Tests of this package. */
@NullMarked
package org.kith.referral.thresholds;

import org.jspecify.annotations.NullMarked;
