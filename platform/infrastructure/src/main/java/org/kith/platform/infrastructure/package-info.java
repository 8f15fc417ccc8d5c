/**
 * A real PostgreSQL and a real Kafka broker from Maven artifacts, and the machine's own browser, for one machine and for tests;
 * nothing here knows a service.
 */
@NullMarked
package org.kith.platform.infrastructure;

import org.jspecify.annotations.NullMarked;
