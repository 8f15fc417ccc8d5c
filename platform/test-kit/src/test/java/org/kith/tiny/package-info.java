/** The smallest service there can be, for the kits' own tests. */
@NullMarked
package org.kith.tiny;

import org.jspecify.annotations.NullMarked;
