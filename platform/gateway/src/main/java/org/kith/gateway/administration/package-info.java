/** People, roles, teams and accounts, for those who administer them. */
@NullMarked
package org.kith.gateway.administration;

import org.jspecify.annotations.NullMarked;
