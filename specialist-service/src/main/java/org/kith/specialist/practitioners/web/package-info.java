/** Doors for those who keep the list of practitioners. */
@NullMarked
package org.kith.specialist.practitioners.web;

import org.jspecify.annotations.NullMarked;
