/** What the page for a worry says. */
@NullMarked
package org.kith.gateway.worries.web;

import org.jspecify.annotations.NullMarked;
