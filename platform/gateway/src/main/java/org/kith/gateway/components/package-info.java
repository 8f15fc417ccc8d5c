/** The design system's components: what a page says of one, and the attributes it adds. */
@NullMarked
package org.kith.gateway.components;

import org.jspecify.annotations.NullMarked;
