/** Tells the other services which teams there are. */
@NullMarked
package org.kith.allocation.teams.messaging;

import org.jspecify.annotations.NullMarked;
