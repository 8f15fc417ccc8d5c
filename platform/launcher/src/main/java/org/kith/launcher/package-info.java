/** The one command behind the script {@code kith}: reads what was asked and ends the process with an answer. */
@NullMarked
package org.kith.launcher;

import org.jspecify.annotations.NullMarked;
