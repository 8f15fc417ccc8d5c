/** What the outcomes service announces. */
@NullMarked
package org.kith.contracts.outcomes;

import org.jspecify.annotations.NullMarked;
