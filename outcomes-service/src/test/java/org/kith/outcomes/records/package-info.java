/** What may be recorded, and every no. */
@NullMarked
package org.kith.outcomes.records;

import org.jspecify.annotations.NullMarked;
