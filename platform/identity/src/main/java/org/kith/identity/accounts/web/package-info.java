/** The operator's door for making and disabling sign-in accounts. */
@NullMarked
package org.kith.identity.accounts.web;

import org.jspecify.annotations.NullMarked;
