/** What every schema must keep. */
@NullMarked
package org.kith.platform.testkit.database;

import org.jspecify.annotations.NullMarked;
