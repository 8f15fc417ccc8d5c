/** Pages learn that something a reader may see has changed, without being told what. */
@NullMarked
package org.kith.platform.changes;

import org.jspecify.annotations.NullMarked;
