/** Counts everything again from what was heard and says whether the figures agree. */
@NullMarked
package org.kith.outcomes.reconciliation;

import org.jspecify.annotations.NullMarked;
