/** What we say when a count moves. */
@NullMarked
package org.kith.outcomes.measures.messaging;

import org.jspecify.annotations.NullMarked;
