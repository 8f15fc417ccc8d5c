/** Who saw or changed what; no audit row, no data. */
@NullMarked
package org.kith.platform.audit;

import org.jspecify.annotations.NullMarked;
