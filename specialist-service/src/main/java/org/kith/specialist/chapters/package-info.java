/** What practitioners write of their work with a family, and who may read it. */
@NullMarked
package org.kith.specialist.chapters;

import org.jspecify.annotations.NullMarked;
