/** What a campaign draws and keeps, and a short one that is played when asked for. */
@NullMarked
package org.kith.launcher.campaign;

import org.jspecify.annotations.NullMarked;
