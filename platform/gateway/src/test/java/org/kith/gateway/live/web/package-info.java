/** The gateway on a real PostgreSQL, asked over real HTTP, with stand-ins for the services behind it. */
@NullMarked
package org.kith.gateway.live.web;

import org.jspecify.annotations.NullMarked;
