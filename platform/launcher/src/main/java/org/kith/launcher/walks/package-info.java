/** Walks the journeys that people come for, in a real browser, and counts what each takes: pages, clicks, keys and time. */
@NullMarked
package org.kith.launcher.walks;

import org.jspecify.annotations.NullMarked;
