/** One family as a whole: each service says its part, and a part that is away is named. */
@NullMarked
package org.kith.gateway.families;

import org.jspecify.annotations.NullMarked;
