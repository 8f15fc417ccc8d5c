/** Decides to which team a family belongs, with every reason and the runner-up; pure, without a database. */
@NullMarked
package org.kith.allocation.placements;

import org.jspecify.annotations.NullMarked;
