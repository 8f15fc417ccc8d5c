/** What a council's administrators do with accounts: let people in with a link for once, and put them out on a day. */
@NullMarked
package org.kith.identity.people;

import org.jspecify.annotations.NullMarked;
