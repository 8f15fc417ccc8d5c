/** How often a sign-in may be tried, and who is told no. */
@NullMarked
package org.kith.identity.signin;

import org.jspecify.annotations.NullMarked;
