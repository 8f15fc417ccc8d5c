/** What the facts of one heard batch need is read ahead, once for all of them. */
@NullMarked
package org.kith.platform.batches;

import org.jspecify.annotations.NullMarked;
