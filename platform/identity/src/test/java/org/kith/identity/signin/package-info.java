/** How people and programs are let in. */
@NullMarked
package org.kith.identity.signin;

import org.jspecify.annotations.NullMarked;
