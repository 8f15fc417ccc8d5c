/** The services behind the gateway: asked with limits, and known to be away when they are. */
@NullMarked
package org.kith.gateway.neighbours;

import org.jspecify.annotations.NullMarked;
