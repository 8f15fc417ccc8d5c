/** What other services tell us of families, and what we tell of requests. */
@NullMarked
package org.kith.specialist.requests.messaging;

import org.jspecify.annotations.NullMarked;
