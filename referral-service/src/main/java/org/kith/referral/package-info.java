/** The front door: a worry about a family is received, recognised, screened and decided. */
@NullMarked
package org.kith.referral;

import org.jspecify.annotations.NullMarked;
