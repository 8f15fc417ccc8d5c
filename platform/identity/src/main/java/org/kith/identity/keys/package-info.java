/** The key that signs tokens, kept with the data so that tokens outlive a restart. */
@NullMarked
package org.kith.identity.keys;

import org.jspecify.annotations.NullMarked;
