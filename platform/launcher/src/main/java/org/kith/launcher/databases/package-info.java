/** The services' databases, read by whoever runs and measures Kith. */
@NullMarked
package org.kith.launcher.databases;

import org.jspecify.annotations.NullMarked;
