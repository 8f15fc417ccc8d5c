/** Whoever told us of a worry and gave an e-mail address is told that it was decided, and nothing else. */
@NullMarked
package org.kith.referral.letters;

import org.jspecify.annotations.NullMarked;
