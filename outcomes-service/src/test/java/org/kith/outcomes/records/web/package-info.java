/** The doors of outcome records. */
@NullMarked
package org.kith.outcomes.records.web;

import org.jspecify.annotations.NullMarked;
