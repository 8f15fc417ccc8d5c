/** The clock, and days on which a council works. */
@NullMarked
package org.kith.platform.time;

import org.jspecify.annotations.NullMarked;
