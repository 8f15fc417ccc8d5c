/** Where figures, their facts and their definitions are read. */
@NullMarked
package org.kith.outcomes.measures.web;

import org.jspecify.annotations.NullMarked;
