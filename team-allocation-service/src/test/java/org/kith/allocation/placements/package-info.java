/** Proofs about the allocation policy. */
@NullMarked
package org.kith.allocation.placements;

import org.jspecify.annotations.NullMarked;
