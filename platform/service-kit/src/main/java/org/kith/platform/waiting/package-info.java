/** Whatever waits has an owner, a since, a limit and a screen. */
@NullMarked
package org.kith.platform.waiting;

import org.jspecify.annotations.NullMarked;
