/** Team boards, the families without a team, and who leads. */
@NullMarked
package org.kith.gateway.teams;

import org.jspecify.annotations.NullMarked;
