/** Proof that a service refuses real data where it could lose or show them, and names all that is wrong. */
@NullMarked
package org.kith.platform.production;

import org.jspecify.annotations.NullMarked;
