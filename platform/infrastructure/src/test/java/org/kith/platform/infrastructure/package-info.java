/** Proof that the embedded servers keep what they were given, and get over a killed run. */
@NullMarked
package org.kith.platform.infrastructure;

import org.jspecify.annotations.NullMarked;
