/** Tests of this package. */
@NullMarked
package org.kith.referral.families.web;

import org.jspecify.annotations.NullMarked;
