/** Working days against the shared vectors. */
@NullMarked
package org.kith.platform.time;

import org.jspecify.annotations.NullMarked;
