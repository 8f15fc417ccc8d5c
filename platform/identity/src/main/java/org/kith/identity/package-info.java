/** A small OpenID Connect issuer for one machine; a council's own takes its place in real deployments. */
@NullMarked
package org.kith.identity;

import org.jspecify.annotations.NullMarked;
