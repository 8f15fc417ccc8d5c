/** The doors through which workers are seen and registered. */
@NullMarked
package org.kith.allocation.workers.web;

import org.jspecify.annotations.NullMarked;
