/** Open pages say calmly that they are no longer up to date, and who else has them open. */
@NullMarked
package org.kith.gateway.live;

import org.jspecify.annotations.NullMarked;
