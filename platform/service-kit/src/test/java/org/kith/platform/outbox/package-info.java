/** The outbox and its relay on a real queue. */
@NullMarked
package org.kith.platform.outbox;

import org.jspecify.annotations.NullMarked;
