/** Keeps a fact with the change it describes, and sends it afterwards, in order and at least once. */
@NullMarked
package org.kith.platform.outbox;

import org.jspecify.annotations.NullMarked;
