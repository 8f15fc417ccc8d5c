/** The outbox beside its peers: the same facts, the same broker and the same PostgreSQL for each of them, in one run. */
@NullMarked
package org.kith.peers;

import org.jspecify.annotations.NullMarked;
