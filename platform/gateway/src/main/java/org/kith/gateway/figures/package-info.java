/** The council's figures, as the page shows them. */
@NullMarked
package org.kith.gateway.figures;

import org.jspecify.annotations.NullMarked;
