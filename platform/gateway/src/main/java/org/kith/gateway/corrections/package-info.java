/** Correcting what is known of a person. */
@NullMarked
package org.kith.gateway.corrections;

import org.jspecify.annotations.NullMarked;
