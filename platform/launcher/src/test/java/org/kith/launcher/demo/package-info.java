/** The made-up county held against the published one. */
@NullMarked
package org.kith.launcher.demo;

import org.jspecify.annotations.NullMarked;
