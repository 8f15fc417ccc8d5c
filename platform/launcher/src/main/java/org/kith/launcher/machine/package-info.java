/** What this machine gives and refuses: the folder, ports, disk, and the note of which process runs Kith. */
@NullMarked
package org.kith.launcher.machine;

import org.jspecify.annotations.NullMarked;
