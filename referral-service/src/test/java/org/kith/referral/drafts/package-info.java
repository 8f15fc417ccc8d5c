/** Tests of drafts at the front door. */
@NullMarked
package org.kith.referral.drafts;

import org.jspecify.annotations.NullMarked;
