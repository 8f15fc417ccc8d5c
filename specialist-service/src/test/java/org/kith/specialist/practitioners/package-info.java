/** Tests of this package. */
@NullMarked
package org.kith.specialist.practitioners;

import org.jspecify.annotations.NullMarked;
