/** Named points on the road of a fact where a fault can be ordered, so that a crash there can be tried and not only thought of. */
@NullMarked
package org.kith.platform.faults;

import org.jspecify.annotations.NullMarked;
