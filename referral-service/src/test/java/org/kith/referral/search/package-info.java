/** Tests of search. */
@NullMarked
package org.kith.referral.search;

import org.jspecify.annotations.NullMarked;
