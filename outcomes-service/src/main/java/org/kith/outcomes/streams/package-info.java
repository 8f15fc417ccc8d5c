/** Tells those who listen when a count moves, and lets them go on where they stopped. */
@NullMarked
package org.kith.outcomes.streams;

import org.jspecify.annotations.NullMarked;
