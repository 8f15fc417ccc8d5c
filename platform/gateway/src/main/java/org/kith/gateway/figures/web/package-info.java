/** The pages of performance teams. */
@NullMarked
package org.kith.gateway.figures.web;

import org.jspecify.annotations.NullMarked;
