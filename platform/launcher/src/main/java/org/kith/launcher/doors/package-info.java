/** The public HTTP doors as a client sees them: addresses, tokens, questions and answers. Nothing goes around them. */
@NullMarked
package org.kith.launcher.doors;

import org.jspecify.annotations.NullMarked;
