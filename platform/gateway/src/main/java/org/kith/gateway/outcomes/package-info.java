/** What changed for a child: recorded one by one or by file. */
@NullMarked
package org.kith.gateway.outcomes;

import org.jspecify.annotations.NullMarked;
