/** Tests of this package. */
@NullMarked
package org.kith.specialist.assigning;

import org.jspecify.annotations.NullMarked;
