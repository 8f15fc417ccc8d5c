/** The page of a practice lead who asks who looked. */
@NullMarked
package org.kith.gateway.looks.web;

import org.jspecify.annotations.NullMarked;
