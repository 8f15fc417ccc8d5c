/** What the specialist service announces. */
@NullMarked
package org.kith.contracts.specialist;

import org.jspecify.annotations.NullMarked;
