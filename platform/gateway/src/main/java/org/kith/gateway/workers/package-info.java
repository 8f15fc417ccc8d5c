/** Which roles the reader holds, and who works in a team. */
@NullMarked
package org.kith.gateway.workers;

import org.jspecify.annotations.NullMarked;
