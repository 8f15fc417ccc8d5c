/** How services come to the broker: with which name and key, and what each may do there. */
@NullMarked
package org.kith.platform.broker;

import org.jspecify.annotations.NullMarked;
