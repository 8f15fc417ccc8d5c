/** Raising a worry about a child, with or without an account, and the receipt that tells how far it has come. */
@NullMarked
package org.kith.gateway.worries;

import org.jspecify.annotations.NullMarked;
