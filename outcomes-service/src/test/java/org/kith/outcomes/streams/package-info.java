/** Listening to moves. */
@NullMarked
package org.kith.outcomes.streams;

import org.jspecify.annotations.NullMarked;
