/** The page that opens after sign-in. */
@NullMarked
package org.kith.gateway.work.web;

import org.jspecify.annotations.NullMarked;
