/** A made-up county, drawn from published figures with a printed seed and played through the public doors. */
@NullMarked
package org.kith.launcher.demo;

import org.jspecify.annotations.NullMarked;
