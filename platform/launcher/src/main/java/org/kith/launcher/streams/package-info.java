/** Streams that stand still, and how an operator sets them going again through the services' own doors. */
@NullMarked
package org.kith.launcher.streams;

import org.jspecify.annotations.NullMarked;
