/** Who can do which specialist work, where, and how much of it. */
@NullMarked
package org.kith.specialist.practitioners;

import org.jspecify.annotations.NullMarked;
