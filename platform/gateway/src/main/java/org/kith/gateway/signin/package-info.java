/** Who is signed in, their tokens, which never leave the server, and who may open which page. */
@NullMarked
package org.kith.gateway.signin;

import org.jspecify.annotations.NullMarked;
