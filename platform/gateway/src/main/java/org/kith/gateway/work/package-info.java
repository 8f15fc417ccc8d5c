/** What waits for one person, whichever service it waits in. */
@NullMarked
package org.kith.gateway.work;

import org.jspecify.annotations.NullMarked;
