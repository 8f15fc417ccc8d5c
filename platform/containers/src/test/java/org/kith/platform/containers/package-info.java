/** Tests of the servers from an engine. */
@NullMarked
package org.kith.platform.containers;

import org.jspecify.annotations.NullMarked;
