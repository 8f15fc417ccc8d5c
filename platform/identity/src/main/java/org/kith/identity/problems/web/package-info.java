/** Refusals as RFC 9457 problems, as every service says them. */
@NullMarked
package org.kith.identity.problems.web;

import org.jspecify.annotations.NullMarked;
