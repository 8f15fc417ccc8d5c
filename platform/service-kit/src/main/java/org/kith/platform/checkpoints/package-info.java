/** Signed marks of how far the audit goes, kept where the database's owner cannot reach, and the watch that compares the two. */
@NullMarked
package org.kith.platform.checkpoints;

import org.jspecify.annotations.NullMarked;
