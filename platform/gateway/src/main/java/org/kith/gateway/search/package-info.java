/** The search box and what it finds. */
@NullMarked
package org.kith.gateway.search;

import org.jspecify.annotations.NullMarked;
