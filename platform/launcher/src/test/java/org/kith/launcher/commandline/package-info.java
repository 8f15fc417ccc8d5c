/** Commands as they are typed. */
@NullMarked
package org.kith.launcher.commandline;

import org.jspecify.annotations.NullMarked;
