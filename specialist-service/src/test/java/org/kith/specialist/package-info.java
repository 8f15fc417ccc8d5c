/** Tests of this package. */
@NullMarked
package org.kith.specialist;

import org.jspecify.annotations.NullMarked;
