/** Runs the simulation, and shows that it finds designs that are known to be wrong. */
@NullMarked
package org.kith.simulation;

import org.jspecify.annotations.NullMarked;
