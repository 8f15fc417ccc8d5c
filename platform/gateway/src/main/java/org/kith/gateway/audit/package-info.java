/** Who looked at a family, put together from what every service kept. */
@NullMarked
package org.kith.gateway.audit;

import org.jspecify.annotations.NullMarked;
