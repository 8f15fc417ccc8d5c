/** How a family is shown as a whole, and how two families become one. */
@NullMarked
package org.kith.referral.families;

import org.jspecify.annotations.NullMarked;
