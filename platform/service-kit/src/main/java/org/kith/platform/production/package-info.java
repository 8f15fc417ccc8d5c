/** What must be so before real families' data come in: settings of database, broker and service that could lose or show them. */
@NullMarked
package org.kith.platform.production;

import org.jspecify.annotations.NullMarked;
