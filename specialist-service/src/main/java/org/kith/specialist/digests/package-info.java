/** One e-mail to each practitioner with what was newly assigned to them. */
@NullMarked
package org.kith.specialist.digests;

import org.jspecify.annotations.NullMarked;
