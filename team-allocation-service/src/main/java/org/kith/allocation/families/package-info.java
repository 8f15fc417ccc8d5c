/** Decides where a family stands: waiting for a team, held by one, closed or joined into another. */
@NullMarked
package org.kith.allocation.families;

import org.jspecify.annotations.NullMarked;
