@NullMarked
package org.kith.peers;

import org.jspecify.annotations.NullMarked;
