/** The doors through which boards, the allocation queue and a family's place are seen and changed. */
@NullMarked
package org.kith.allocation.families.web;

import org.jspecify.annotations.NullMarked;
