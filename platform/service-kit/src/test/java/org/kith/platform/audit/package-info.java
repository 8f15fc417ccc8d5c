/** No answer leaves without its row. */
@NullMarked
package org.kith.platform.audit;

import org.jspecify.annotations.NullMarked;
