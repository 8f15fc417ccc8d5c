/** What waits, also when many things begin and end to wait at once. */
@NullMarked
package org.kith.platform.waiting;

import org.jspecify.annotations.NullMarked;
