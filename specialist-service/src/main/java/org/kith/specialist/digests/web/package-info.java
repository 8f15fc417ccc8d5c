/** The practitioner's own choice about the digest. */
@NullMarked
package org.kith.specialist.digests.web;

import org.jspecify.annotations.NullMarked;
