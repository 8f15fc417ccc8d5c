/** The one stream of server-sent events of an open page. */
@NullMarked
package org.kith.gateway.live.web;

import org.jspecify.annotations.NullMarked;
