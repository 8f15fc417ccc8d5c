/** Which workers may see a family, decided by practice leads. */
@NullMarked
package org.kith.gateway.access.web;

import org.jspecify.annotations.NullMarked;
