/** Histories told from facts in any order. */
@NullMarked
package org.kith.outcomes.journeys;

import org.jspecify.annotations.NullMarked;
