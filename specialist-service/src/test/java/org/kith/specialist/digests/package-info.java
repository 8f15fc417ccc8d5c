/** Tests of this package. */
@NullMarked
package org.kith.specialist.digests;

import org.jspecify.annotations.NullMarked;
