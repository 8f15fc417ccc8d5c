/** The short campaign that every build plays. */
@NullMarked
package org.kith.launcher.campaign;

import org.jspecify.annotations.NullMarked;
