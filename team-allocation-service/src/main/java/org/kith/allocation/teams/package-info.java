/** Decides which teams there are on a day, which areas each serves, and how much room it has. */
@NullMarked
package org.kith.allocation.teams;

import org.jspecify.annotations.NullMarked;
