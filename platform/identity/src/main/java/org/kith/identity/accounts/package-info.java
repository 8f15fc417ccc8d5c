/** The people who may sign in, and those who no longer may. */
@NullMarked
package org.kith.identity.accounts;

import org.jspecify.annotations.NullMarked;
