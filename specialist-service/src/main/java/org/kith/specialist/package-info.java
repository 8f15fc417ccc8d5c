/** A family that a team holds gains the specialists its worries call for. */
@NullMarked
package org.kith.specialist;

import org.jspecify.annotations.NullMarked;
