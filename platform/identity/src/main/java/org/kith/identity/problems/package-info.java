/** How the issuer says no to programs. */
@NullMarked
package org.kith.identity.problems;

import org.jspecify.annotations.NullMarked;
