/** Published figures as they were published. */
@NullMarked
package org.kith.outcomes.published;

import org.jspecify.annotations.NullMarked;
