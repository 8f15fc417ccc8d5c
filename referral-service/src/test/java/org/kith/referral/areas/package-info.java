/** Tests of this package. */
@NullMarked
package org.kith.referral.areas;

import org.jspecify.annotations.NullMarked;
