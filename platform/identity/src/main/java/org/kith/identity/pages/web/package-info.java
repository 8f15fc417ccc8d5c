/** What every page of the issuer knows. */
@NullMarked
package org.kith.identity.pages.web;

import org.jspecify.annotations.NullMarked;
