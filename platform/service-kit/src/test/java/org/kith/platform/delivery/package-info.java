/** Delivery from one service to another over a real database and a real broker. */
@NullMarked
package org.kith.platform.delivery;

import org.jspecify.annotations.NullMarked;
