/** The whole road, with every service, a real database and a real broker. */
@NullMarked
package org.kith.launcher.services;

import org.jspecify.annotations.NullMarked;
