/** Decides which practitioner a waiting request goes to, and says why. */
@NullMarked
package org.kith.specialist.assigning;

import org.jspecify.annotations.NullMarked;
