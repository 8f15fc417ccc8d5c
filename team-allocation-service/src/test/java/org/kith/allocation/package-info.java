/** Proofs about the service as a whole. */
@NullMarked
package org.kith.allocation;

import org.jspecify.annotations.NullMarked;
