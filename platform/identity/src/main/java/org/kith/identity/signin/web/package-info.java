/** The sign-in page, and who may open which door of the issuer. */
@NullMarked
package org.kith.identity.signin.web;

import org.jspecify.annotations.NullMarked;
