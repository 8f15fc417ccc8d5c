/** Says facts to a service as its neighbours do, and reads what it announced. */
@NullMarked
package org.kith.platform.testkit.messaging;

import org.jspecify.annotations.NullMarked;
