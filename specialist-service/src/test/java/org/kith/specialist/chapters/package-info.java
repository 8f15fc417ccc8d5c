/** Tests of this package. */
@NullMarked
package org.kith.specialist.chapters;

import org.jspecify.annotations.NullMarked;
