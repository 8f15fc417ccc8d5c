/** The practitioner's tray and the requests that wait for somebody. */
@NullMarked
package org.kith.gateway.specialists;

import org.jspecify.annotations.NullMarked;
