/** The Department for Education's published figures, with their year and source. */
@NullMarked
package org.kith.outcomes.published;

import org.jspecify.annotations.NullMarked;
