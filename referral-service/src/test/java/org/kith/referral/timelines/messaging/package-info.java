/** Tests of this package. */
@NullMarked
package org.kith.referral.timelines.messaging;

import org.jspecify.annotations.NullMarked;
