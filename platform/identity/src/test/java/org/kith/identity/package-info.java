/** The issuer on a real PostgreSQL, asked over real HTTP. */
@NullMarked
package org.kith.identity;

import org.jspecify.annotations.NullMarked;
