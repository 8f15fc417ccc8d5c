/** Compares what was said with what was heard, and has said again what is missing; does not trust the broker to keep anything. */
@NullMarked
package org.kith.platform.reconciliation;

import org.jspecify.annotations.NullMarked;
