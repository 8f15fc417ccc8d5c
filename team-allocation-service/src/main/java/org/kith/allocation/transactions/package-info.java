/** Keeps what one transaction has read or collected until it ends. */
@NullMarked
package org.kith.allocation.transactions;

import org.jspecify.annotations.NullMarked;
