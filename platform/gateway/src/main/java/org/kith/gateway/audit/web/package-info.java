/** The page of who looked at a family. */
@NullMarked
package org.kith.gateway.audit.web;

import org.jspecify.annotations.NullMarked;
