/** The bench's own arithmetic: what it says must be right before it is believed. */
@NullMarked
package org.kith.launcher.bench;

import org.jspecify.annotations.NullMarked;
