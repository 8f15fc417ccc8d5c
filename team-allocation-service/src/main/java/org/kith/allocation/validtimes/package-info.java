/** Decides which time in the past a command may name. */
@NullMarked
package org.kith.allocation.validtimes;

import org.jspecify.annotations.NullMarked;
