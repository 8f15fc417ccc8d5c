/** Turns facts and records into counts on two time axes, each traceable to what was heard. */
@NullMarked
package org.kith.outcomes.measures;

import org.jspecify.annotations.NullMarked;
