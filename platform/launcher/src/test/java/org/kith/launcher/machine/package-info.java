/** What the machine refuses, said in plain words. */
@NullMarked
package org.kith.launcher.machine;

import org.jspecify.annotations.NullMarked;
