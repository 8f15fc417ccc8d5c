/** What every page has in common: who is reading, words for times, problems beside fields. */
@NullMarked
package org.kith.gateway.pages;

import org.jspecify.annotations.NullMarked;
