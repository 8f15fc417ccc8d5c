/** What practitioners have begun to write and not recorded yet. */
@NullMarked
package org.kith.specialist.drafts;

import org.jspecify.annotations.NullMarked;
