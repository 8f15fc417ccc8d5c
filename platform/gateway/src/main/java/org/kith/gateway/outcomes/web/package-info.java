/** The pages of outcomes. */
@NullMarked
package org.kith.gateway.outcomes.web;

import org.jspecify.annotations.NullMarked;
