/** The documents against the contracts. */
@NullMarked
package org.kith.platform.documents;

import org.jspecify.annotations.NullMarked;
