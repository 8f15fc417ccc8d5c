@NullMarked
package org.kith.contracts;

import org.jspecify.annotations.NullMarked;
