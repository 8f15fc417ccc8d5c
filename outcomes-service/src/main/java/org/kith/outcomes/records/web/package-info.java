/** Where workers and imports record outcomes, and where one family's are read. */
@NullMarked
package org.kith.outcomes.records.web;

import org.jspecify.annotations.NullMarked;
