/** Hears facts: each once per consumer, in order per stream; what cannot be read is parked, never skipped. */
@NullMarked
package org.kith.platform.inbox;

import org.jspecify.annotations.NullMarked;
