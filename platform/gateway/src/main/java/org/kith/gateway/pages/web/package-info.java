/** Pages that belong to no work in particular: the start, signing in and out, going on after a session ended. */
@NullMarked
package org.kith.gateway.pages.web;

import org.jspecify.annotations.NullMarked;
