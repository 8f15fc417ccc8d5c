/** What log lines show and what they do not. */
@NullMarked
package org.kith.platform.logging;

import org.jspecify.annotations.NullMarked;
