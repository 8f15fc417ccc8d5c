/** What we tell the other services of recorded work. */
@NullMarked
package org.kith.specialist.chapters.messaging;

import org.jspecify.annotations.NullMarked;
