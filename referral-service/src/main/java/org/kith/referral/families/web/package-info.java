/** The doors to a family's record. */
@NullMarked
package org.kith.referral.families.web;

import org.jspecify.annotations.NullMarked;
