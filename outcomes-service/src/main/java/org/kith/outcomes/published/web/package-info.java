/** Where published figures stand beside ours. */
@NullMarked
package org.kith.outcomes.published.web;

import org.jspecify.annotations.NullMarked;
