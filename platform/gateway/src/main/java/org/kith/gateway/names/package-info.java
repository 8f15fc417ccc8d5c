/** What families and workers are called: one question for as many as a page shows. */
@NullMarked
package org.kith.gateway.names;

import org.jspecify.annotations.NullMarked;
