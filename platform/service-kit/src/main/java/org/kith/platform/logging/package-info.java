/** Log lines that name classes, codes and ids, and nothing that somebody said. */
@NullMarked
package org.kith.platform.logging;

import org.jspecify.annotations.NullMarked;
