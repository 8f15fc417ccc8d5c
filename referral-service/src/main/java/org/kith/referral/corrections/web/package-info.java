/** The door to corrections. */
@NullMarked
package org.kith.referral.corrections.web;

import org.jspecify.annotations.NullMarked;
