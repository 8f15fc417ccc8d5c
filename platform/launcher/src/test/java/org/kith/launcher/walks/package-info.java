@NullMarked
package org.kith.launcher.walks;

import org.jspecify.annotations.NullMarked;
