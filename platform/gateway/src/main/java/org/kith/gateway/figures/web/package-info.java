/** The pages of figures. */
@NullMarked
package org.kith.gateway.figures.web;

import org.jspecify.annotations.NullMarked;
