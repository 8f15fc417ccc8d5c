/** Doors of the practitioner's tray and of the queue of waiting requests. */
@NullMarked
package org.kith.specialist.requests.web;

import org.jspecify.annotations.NullMarked;
