/** Tests of this package. */
@NullMarked
package org.kith.specialist.requests;

import org.jspecify.annotations.NullMarked;
