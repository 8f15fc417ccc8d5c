/** What changed for the family and for the county: journeys, dated outcomes, and figures that reconcile to facts. */
@NullMarked
package org.kith.outcomes;

import org.jspecify.annotations.NullMarked;
