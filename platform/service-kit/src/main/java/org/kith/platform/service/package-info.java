/** How a service starts, and what every service has in common. */
@NullMarked
package org.kith.platform.service;

import org.jspecify.annotations.NullMarked;
