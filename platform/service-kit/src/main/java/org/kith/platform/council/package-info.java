/** Which council's rows this piece of work may touch. */
@NullMarked
package org.kith.platform.council;

import org.jspecify.annotations.NullMarked;
