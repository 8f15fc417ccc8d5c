/** The morning queue at the front door: what was said, who it may be, and the decision. */
@NullMarked
package org.kith.gateway.screening;

import org.jspecify.annotations.NullMarked;
