/** The arithmetic of figures, and their two time axes. */
@NullMarked
package org.kith.outcomes.measures;

import org.jspecify.annotations.NullMarked;
