/** The door of the tiny service. */
@NullMarked
package org.kith.tiny.web;

import org.jspecify.annotations.NullMarked;
