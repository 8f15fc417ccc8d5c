/** One box by which people are found: names however spelt, references, postcodes, telephones, birthdays, brothers and sisters. */
@NullMarked
package org.kith.referral.search;

import org.jspecify.annotations.NullMarked;
