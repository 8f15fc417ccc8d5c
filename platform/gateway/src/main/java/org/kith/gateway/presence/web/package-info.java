/** Tells an open page who else has it open, as they come and go. */
@NullMarked
package org.kith.gateway.presence.web;

import org.jspecify.annotations.NullMarked;
