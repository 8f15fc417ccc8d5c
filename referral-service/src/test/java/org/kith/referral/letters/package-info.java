@NullMarked
package org.kith.referral.letters;

import org.jspecify.annotations.NullMarked;
