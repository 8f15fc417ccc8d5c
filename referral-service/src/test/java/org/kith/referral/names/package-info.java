/** Tests of how names are taken apart. */
@NullMarked
package org.kith.referral.names;

import org.jspecify.annotations.NullMarked;
