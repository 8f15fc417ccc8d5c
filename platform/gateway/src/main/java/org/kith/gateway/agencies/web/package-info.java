/** The doors under /api. */
@NullMarked
package org.kith.gateway.agencies.web;

import org.jspecify.annotations.NullMarked;
