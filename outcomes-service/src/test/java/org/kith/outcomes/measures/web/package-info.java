/** The doors of figures. */
@NullMarked
package org.kith.outcomes.measures.web;

import org.jspecify.annotations.NullMarked;
