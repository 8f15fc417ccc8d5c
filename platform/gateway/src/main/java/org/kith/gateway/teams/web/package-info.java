/** The pages of managers and duty workers. */
@NullMarked
package org.kith.gateway.teams.web;

import org.jspecify.annotations.NullMarked;
