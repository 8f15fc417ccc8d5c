/** The programs that may ask for tokens: the gateway, the operator's, and each agency's own. */
@NullMarked
package org.kith.identity.clients;

import org.jspecify.annotations.NullMarked;
