/** The pages of a screening worker. */
@NullMarked
package org.kith.gateway.screening.web;

import org.jspecify.annotations.NullMarked;
