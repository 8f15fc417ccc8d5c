/** What operators do: see which streams stand still, and set them going again. */
@NullMarked
package org.kith.gateway.operations;

import org.jspecify.annotations.NullMarked;
