/** The compose file held against the services it starts. */
@NullMarked
package org.kith.launcher.container;

import org.jspecify.annotations.NullMarked;
