/** Who else has a record open: there are no locks, so people see each other. */
@NullMarked
package org.kith.gateway.presence;

import org.jspecify.annotations.NullMarked;
