/** Whose rows statements touch, and how they travel, on a real server. */
@NullMarked
package org.kith.platform.council;

import org.jspecify.annotations.NullMarked;
