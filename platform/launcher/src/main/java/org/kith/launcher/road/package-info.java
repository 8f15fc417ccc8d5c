/** The road of one referral through journals and inboxes, for an operator who asks what became of it. */
@NullMarked
package org.kith.launcher.road;

import org.jspecify.annotations.NullMarked;
