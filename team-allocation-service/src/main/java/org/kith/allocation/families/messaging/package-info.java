/** Hears of accepted and joined families, and tells the other services where a family stands. */
@NullMarked
package org.kith.allocation.families.messaging;

import org.jspecify.annotations.NullMarked;
