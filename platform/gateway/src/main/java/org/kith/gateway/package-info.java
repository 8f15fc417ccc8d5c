/** The one door for browsers: sign-in, pages that work without a script, and reads composed from the services. */
@NullMarked
package org.kith.gateway;

import org.jspecify.annotations.NullMarked;
