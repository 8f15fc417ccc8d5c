/** Proofs about where families stand. */
@NullMarked
package org.kith.allocation.families;

import org.jspecify.annotations.NullMarked;
