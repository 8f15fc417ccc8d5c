/** Who acts in a test, and what they hold. */
@NullMarked
package org.kith.platform.testkit.security;

import org.jspecify.annotations.NullMarked;
