/** Which family already known a new worry may be about, and the evidence for and against. */
@NullMarked
package org.kith.referral.matching;

import org.jspecify.annotations.NullMarked;
