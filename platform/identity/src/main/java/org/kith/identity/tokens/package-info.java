/** What a token says, how long it lives, and the protocol that hands it out. */
@NullMarked
package org.kith.identity.tokens;

import org.jspecify.annotations.NullMarked;
