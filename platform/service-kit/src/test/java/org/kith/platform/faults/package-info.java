/** Faults that were ordered happen where they were ordered, and nowhere else. */
@NullMarked
package org.kith.platform.faults;

import org.jspecify.annotations.NullMarked;
