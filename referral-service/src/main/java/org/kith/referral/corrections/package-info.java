/** Correcting what is known of a person: it adds and never erases, and two at once are merged field by field. */
@NullMarked
package org.kith.referral.corrections;

import org.jspecify.annotations.NullMarked;
