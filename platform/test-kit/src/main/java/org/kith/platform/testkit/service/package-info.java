/** Starts one service for a test, on a real database and a real broker. */
@NullMarked
package org.kith.platform.testkit.service;

import org.jspecify.annotations.NullMarked;
