/** Tests of this package. */
@NullMarked
package org.kith.referral.timelines;

import org.jspecify.annotations.NullMarked;
