/** Decides who works here, in which role and which team. */
@NullMarked
package org.kith.allocation.workers;

import org.jspecify.annotations.NullMarked;
