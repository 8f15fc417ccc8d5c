/** Measures a Kith on this machine: each figure beside its limit, in one run, to be compared with the last one. */
@NullMarked
package org.kith.launcher.bench;

import org.jspecify.annotations.NullMarked;
