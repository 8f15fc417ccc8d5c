/** What has happened to a family since, as this service did or heard it. */
@NullMarked
package org.kith.referral.timelines;

import org.jspecify.annotations.NullMarked;
