/** One open request for each family and discipline, from need to end. */
@NullMarked
package org.kith.specialist.requests;

import org.jspecify.annotations.NullMarked;
