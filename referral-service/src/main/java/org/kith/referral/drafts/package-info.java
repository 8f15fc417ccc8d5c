/** Worries and screening decisions that are not sent yet. */
@NullMarked
package org.kith.referral.drafts;

import org.jspecify.annotations.NullMarked;
