/** The administrators' door to accounts, and the page on which somebody chooses a password. */
@NullMarked
package org.kith.identity.people.web;

import org.jspecify.annotations.NullMarked;
