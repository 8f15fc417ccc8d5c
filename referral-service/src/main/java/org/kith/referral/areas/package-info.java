/** Which area and district a postcode lies in. */
@NullMarked
package org.kith.referral.areas;

import org.jspecify.annotations.NullMarked;
