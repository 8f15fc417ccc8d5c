/** The page that says whether Kith works, from a process of its own: it stands while the gateway does not. */
@NullMarked
package org.kith.gateway.status.outside;

import org.jspecify.annotations.NullMarked;
