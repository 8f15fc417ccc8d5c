/** How the answer no is said: a code for machines, a sentence for workers. */
@NullMarked
package org.kith.platform.refusal;

import org.jspecify.annotations.NullMarked;
