/** The operator's door for making agencies' clients. */
@NullMarked
package org.kith.identity.clients.web;

import org.jspecify.annotations.NullMarked;
