/** The pages of administration. */
@NullMarked
package org.kith.gateway.administration.web;

import org.jspecify.annotations.NullMarked;
