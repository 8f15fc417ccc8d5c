/** Who is acting, what they may do and with which family. */
@NullMarked
package org.kith.platform.security;

import org.jspecify.annotations.NullMarked;
