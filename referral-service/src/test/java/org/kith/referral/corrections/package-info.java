/** Tests of corrections. */
@NullMarked
package org.kith.referral.corrections;

import org.jspecify.annotations.NullMarked;
