/** Tells the other services who holds which role. */
@NullMarked
package org.kith.allocation.workers.messaging;

import org.jspecify.annotations.NullMarked;
