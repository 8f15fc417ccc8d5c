/** Proofs about workers and their roles. */
@NullMarked
package org.kith.allocation.workers;

import org.jspecify.annotations.NullMarked;
