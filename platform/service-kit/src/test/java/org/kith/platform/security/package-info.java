/** The policy, every right and every no. */
@NullMarked
package org.kith.platform.security;

import org.jspecify.annotations.NullMarked;
