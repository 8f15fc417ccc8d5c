/** What this service tells the others about families. */
@NullMarked
package org.kith.referral.families.messaging;

import org.jspecify.annotations.NullMarked;
