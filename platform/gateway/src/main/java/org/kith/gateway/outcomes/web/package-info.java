/** The pages on which outcomes are recorded. */
@NullMarked
package org.kith.gateway.outcomes.web;

import org.jspecify.annotations.NullMarked;
