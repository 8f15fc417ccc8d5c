/** What became of a child, said and put right by the people who work with the family. */
@NullMarked
package org.kith.gateway.outcomes;

import org.jspecify.annotations.NullMarked;
