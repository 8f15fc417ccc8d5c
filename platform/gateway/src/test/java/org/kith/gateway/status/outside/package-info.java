@NullMarked
package org.kith.gateway.status.outside;

import org.jspecify.annotations.NullMarked;
