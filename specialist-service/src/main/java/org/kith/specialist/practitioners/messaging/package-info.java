/** What we do when the allocation service speaks of workers. */
@NullMarked
package org.kith.specialist.practitioners.messaging;

import org.jspecify.annotations.NullMarked;
