/** The words names are made of, in one spelling, with how they sound and what else people are called; by them people are found. */
@NullMarked
package org.kith.referral.names;

import org.jspecify.annotations.NullMarked;
