/** The documents say what is so. */
@NullMarked
package org.kith.platform.testkit.documents;

import org.jspecify.annotations.NullMarked;
