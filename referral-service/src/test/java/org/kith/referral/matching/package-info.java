/** Tests of this package. */
@NullMarked
package org.kith.referral.matching;

import org.jspecify.annotations.NullMarked;
