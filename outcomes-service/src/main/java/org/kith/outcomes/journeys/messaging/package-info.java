/** What we hear from the other services, and what we say when a journey ends. */
@NullMarked
package org.kith.outcomes.journeys.messaging;

import org.jspecify.annotations.NullMarked;
