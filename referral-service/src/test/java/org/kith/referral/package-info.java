/** Tests of this package. */
@NullMarked
package org.kith.referral;

import org.jspecify.annotations.NullMarked;
