/** The tests' PostgreSQL and Kafka from a container engine, with the images that docker-compose.yml names. */
@NullMarked
package org.kith.platform.containers;

import org.jspecify.annotations.NullMarked;
