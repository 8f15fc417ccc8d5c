/** Decides which dated outcome of a child may be recorded, corrected or withdrawn; nothing is ever erased. */
@NullMarked
package org.kith.outcomes.records;

import org.jspecify.annotations.NullMarked;
