/** Proofs about teams, areas and room. */
@NullMarked
package org.kith.allocation.teams;

import org.jspecify.annotations.NullMarked;
