/** How long a suite may take. */
@NullMarked
package org.kith.platform.testkit.time;

import org.jspecify.annotations.NullMarked;
