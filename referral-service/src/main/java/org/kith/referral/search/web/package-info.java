/** The door to search. */
@NullMarked
package org.kith.referral.search.web;

import org.jspecify.annotations.NullMarked;
