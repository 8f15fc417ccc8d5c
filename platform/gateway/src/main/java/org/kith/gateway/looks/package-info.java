/** Who looked at a family, as all services together know it. */
@NullMarked
package org.kith.gateway.looks;

import org.jspecify.annotations.NullMarked;
