/** Where the agreement of figures and facts is read. */
@NullMarked
package org.kith.outcomes.reconciliation.web;

import org.jspecify.annotations.NullMarked;
