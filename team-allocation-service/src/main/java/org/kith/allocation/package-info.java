/** Decides which locality team holds a family, who leads the work, and who has room. */
@NullMarked
package org.kith.allocation;

import org.jspecify.annotations.NullMarked;
