/** Who belongs to a family, where it lives, and who must not learn of it; the only place with names. */
@NullMarked
package org.kith.referral.households;

import org.jspecify.annotations.NullMarked;
