/** Tests of the budgets. */
@NullMarked
package org.kith.platform.testkit.time;

import org.jspecify.annotations.NullMarked;
