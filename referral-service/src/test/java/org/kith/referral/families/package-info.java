/** Tests of this package. */
@NullMarked
package org.kith.referral.families;

import org.jspecify.annotations.NullMarked;
