/** The stream of moves as server-sent events. */
@NullMarked
package org.kith.outcomes.streams.web;

import org.jspecify.annotations.NullMarked;
