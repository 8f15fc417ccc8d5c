/** The doors through which teams are seen and changed. */
@NullMarked
package org.kith.allocation.teams.web;

import org.jspecify.annotations.NullMarked;
