/** Saving forms as they are typed, and the list of one's drafts. */
@NullMarked
package org.kith.gateway.drafts.web;

import org.jspecify.annotations.NullMarked;
