/** What the council's threshold asks of a decision, and which specialists the worries call for. */
@NullMarked
package org.kith.referral.thresholds;

import org.jspecify.annotations.NullMarked;
