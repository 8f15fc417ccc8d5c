/** One class per command, each saying in plain words what happened and what to do next. */
@NullMarked
package org.kith.launcher.commandline;

import org.jspecify.annotations.NullMarked;
