/** Breaks a whole Kith on purpose, seed after seed, heals it, and checks that nothing was lost, doubled or put out of order. */
@NullMarked
package org.kith.launcher.campaign;

import org.jspecify.annotations.NullMarked;
