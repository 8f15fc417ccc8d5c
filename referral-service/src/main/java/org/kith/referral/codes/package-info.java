/** Which codes the front door's forms may use, and what they say in plain words. */
@NullMarked
package org.kith.referral.codes;

import org.jspecify.annotations.NullMarked;
