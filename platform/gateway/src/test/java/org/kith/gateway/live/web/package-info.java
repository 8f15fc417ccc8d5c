/** Live updates of open pages, without a browser. */
@NullMarked
package org.kith.gateway.live.web;

import org.jspecify.annotations.NullMarked;
