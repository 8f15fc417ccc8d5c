/** What a service does when its database was put back to an earlier moment: it takes back what it had said since. */
@NullMarked
package org.kith.platform.restore;

import org.jspecify.annotations.NullMarked;
