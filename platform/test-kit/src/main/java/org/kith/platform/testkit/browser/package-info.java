/** What every page in a browser is held against. */
@NullMarked
package org.kith.platform.testkit.browser;

import org.jspecify.annotations.NullMarked;
