/** The service as a whole: its rules, its schema and its roads. */
@NullMarked
package org.kith.outcomes;

import org.jspecify.annotations.NullMarked;
