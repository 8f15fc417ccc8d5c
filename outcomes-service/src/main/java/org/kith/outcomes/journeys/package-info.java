/** Puts every fact about a family, in whatever order it is heard, into the family's times with the service. */
@NullMarked
package org.kith.outcomes.journeys;

import org.jspecify.annotations.NullMarked;
