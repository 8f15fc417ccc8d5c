@NullMarked
package org.kith.platform.checkpoints;

import org.jspecify.annotations.NullMarked;
