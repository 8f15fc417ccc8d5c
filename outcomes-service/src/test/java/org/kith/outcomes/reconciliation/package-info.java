/** Figures that agree with facts, and what happens when they do not. */
@NullMarked
package org.kith.outcomes.reconciliation;

import org.jspecify.annotations.NullMarked;
