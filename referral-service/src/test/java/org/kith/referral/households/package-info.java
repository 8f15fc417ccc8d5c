/** Tests of this package. */
@NullMarked
package org.kith.referral.households;

import org.jspecify.annotations.NullMarked;
