/** What this service hears of a family's later road. */
@NullMarked
package org.kith.referral.timelines.messaging;

import org.jspecify.annotations.NullMarked;
