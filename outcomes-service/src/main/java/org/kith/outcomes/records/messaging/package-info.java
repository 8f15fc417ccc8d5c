/** What we say when an outcome is recorded. */
@NullMarked
package org.kith.outcomes.records.messaging;

import org.jspecify.annotations.NullMarked;
